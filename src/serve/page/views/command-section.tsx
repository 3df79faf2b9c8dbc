/** The command that makes the same drawing. */
import { useEffect, useState } from 'preact/hooks';
import type { CommandLine } from '../../protocol.ts';
import { copyText, exportRequest } from '../state/exporting.ts';
import { useApp } from './context.ts';
import { Button, Section } from './controls.tsx';

export function CommandSection() {
  const app = useApp();
  const [answer, setAnswer] = useState<CommandLine | null>(null);
  const request = exportRequest(app, 'svg');
  const key = JSON.stringify(request);

  useEffect(() => {
    if (!request) return;
    let current = true;
    void app.messages
      .attempt(() => app.api.command(request))
      .then((line) => {
        if (current) setAnswer(line);
      });
    return () => {
      current = false;
    };
  }, [key]);

  if (!answer) return null;
  return (
    <Section title="The same from the command line">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <pre class="command" tabIndex={0}>
        {answer.command}
      </pre>
      {answer.note && <p class="hint">{answer.note}</p>}
      <div class="row">
        <Button icon="copy" onClick={() => void copyText(app, answer.command)}>
          Copy command
        </Button>
        {answer.needs.map(({ name, href }) => (
          <a key={href} class="button" href={href} download={name}>
            {name}
          </a>
        ))}
      </div>
    </Section>
  );
}
