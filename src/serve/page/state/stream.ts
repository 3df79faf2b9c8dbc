/** The server's stream of events. The browser reconnects by itself; each connection begins with a snapshot. */
import { ROUTES, type ServerEvent } from '../../protocol.ts';

/** @returns a function that ends the stream */
export function openStream(
  onEvent: (event: ServerEvent) => void,
  onConnection: (open: boolean) => void,
): () => void {
  const source = new EventSource(ROUTES.events);
  source.onopen = () => onConnection(true);
  source.onerror = () => onConnection(false);
  source.onmessage = ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data) as ServerEvent);
  return () => source.close();
}
