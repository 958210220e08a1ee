/** A client of HTTP that takes next to no CPU time, so that what is measured on the same machine is the server. */
import { once } from 'node:events';
import { connect } from 'node:net';

export interface LeanClient {
  /** Sends the body by POST and waits for the whole answer; one at a time. Throws where it holds errors of GraphQL. */
  post(body: string): Promise<Buffer>;
  close(): void;
}

const endOfHeaders = Buffer.from('\r\n\r\n');

/** Opens one connection, which is kept; the server must say how long its answers are. */
export async function openLeanClient(url: string): Promise<LeanClient> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const fixed = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n`;
  return {
    async post(body) {
      socket.write(`${fixed}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      let answer: Buffer = Buffer.alloc(0);
      while (!isWhole(answer)) {
        const [part] = (await once(socket, 'data')) as [Buffer];
        answer = answer.length === 0 ? part : Buffer.concat([answer, part]);
      }
      if (answer.includes('"errors"')) throw new Error(answer.toString('utf8', 0, 1000));
      return answer;
    },
    close: () => void socket.destroy(),
  };
}

function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf(endOfHeaders);
  if (end < 0) return false;
  const length = /content-length: (\d+)/i.exec(answer.toString('latin1', 0, end));
  if (!length) throw new Error(`an answer without its length: ${answer.toString('latin1', 0, end)}`);
  return answer.length >= end + endOfHeaders.length + Number(length[1]);
}
