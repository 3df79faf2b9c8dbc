/**
 * CLIP's byte-pair tokenizer (Sennrich et al. 2016; Radford et al. 2021), built from its list of merges: 256 bytes, 256
 * bytes that end a word, one token for each merge, start and end of text. The list is embedded, so that weights need no
 * tokenizer beside them.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { assetPath } from '../../assets.ts';

/** Tokens that the text transformer has positions for. */
const CONTEXT_LENGTH = 77;

const START = '<|startoftext|>';
const END = '<|endoftext|>';
const END_OF_WORD = '</w>';
const WORDS = String.raw`<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`;

export interface ClipTokenizer {
  /** Ids of `text` from start to end token; a longer text is cut to 77 with the end token kept. */
  encode(text: string): number[];
}

/** Loads the package that tokenizes, which few drawings need. */
export async function createTokenizer(): Promise<ClipTokenizer> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const file = readFileSync(assetPath('models/clip/merges.txt.gz'));
  const merges = gunzipSync(file).toString('utf8').trimEnd().split('\n');
  const tokenizer = new Tokenizer(describe(merges), {});
  return {
    encode(text) {
      const ids = tokenizer.encode(text).ids;
      return ids.length <= CONTEXT_LENGTH ? ids : [...ids.slice(0, CONTEXT_LENGTH - 1), ids.at(-1)!];
    },
  };
}

/** The tokenizer in the form of Hugging Face's `tokenizer.json`. */
function describe(merges: readonly string[]): object {
  const bytes = byteSymbols();
  const tokens = [
    ...bytes,
    ...bytes.map((symbol) => symbol + END_OF_WORD),
    ...merges.map((merge) => merge.replace(' ', '')),
    START,
    END,
  ];
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  return {
    added_tokens: [START, END].map((content) => ({ id: vocab[content], content, special: true })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: String.raw`\s+` }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: WORDS }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      cls: [START, vocab[START]],
      sep: [END, vocab[END]],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: null,
    model: { type: 'BPE', unk_token: END, end_of_word_suffix: END_OF_WORD, vocab, merges },
  };
}

/** The character that stands for each byte: itself if it prints, else one from U+0100 on; printing ones first. */
function byteSymbols(): string[] {
  const prints = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const others = all.filter((byte) => !prints(byte)).map((_, i) => 256 + i);
  return [...all.filter(prints), ...others].map((code) => String.fromCharCode(code));
}
