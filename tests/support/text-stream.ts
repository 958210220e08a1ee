/** A stream that keeps what was written to it. */
export interface TextStream {
  write(text: string): boolean;
  text(): string;
}

/** An empty stream. */
export function textStream(): TextStream {
  const parts: string[] = [];
  return {
    write: (text) => {
      parts.push(text);
      return true;
    },
    text: () => parts.join(''),
  };
}
