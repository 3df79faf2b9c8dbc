import { useApp } from './context.ts';
import { Button } from './controls.tsx';

export function MessageList() {
  const { messages } = useApp();
  const of = (kind: 'problem' | 'done') => messages.list.value.filter((message) => message.kind === kind);
  return (
    <div class="messages">
      <div role="alert">
        {of('problem').map(({ id, text }) => (
          <div key={id} class="message problem">
            <p>{text}</p>
            <Button kind="quiet" icon="close" label="Close" onClick={() => messages.close(id)} />
          </div>
        ))}
      </div>
      <div role="status">
        {of('done').map(({ id, text }) => (
          <div key={id} class="message">
            <p>{text}</p>
          </div>
        ))}
      </div>
    </div>
  );
}
