import { expect, it } from 'vitest';
import { Message } from '../../../src/compute/trace/protobuf.ts';

const hex = (message: Message) => Buffer.from(message.encode()).toString('hex');

it("writes the examples of the format's documentation", () => {
  expect(hex(new Message().integer(1, 150))).toBe('089601');
  expect(hex(new Message().string(2, 'testing'))).toBe('120774657374696e67');
  expect(hex(new Message().message(3, new Message().integer(1, 150)))).toBe('1a03089601');
  expect(hex(new Message().integer(1, -2))).toBe('08feffffffffffffffff01');
});

it('writes floats, bytes and wide field numbers', () => {
  expect(hex(new Message().float(2, 1.5))).toBe('150000c03f');
  expect(hex(new Message().bytes(9, Uint8Array.of(0, 255)))).toBe('4a0200ff');
  expect(hex(new Message().integer(20, 7))).toBe('a00107');
});
