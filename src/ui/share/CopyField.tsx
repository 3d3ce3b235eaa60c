import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';

/** How long the button says that the text is copied. */
const COPIED_MS = 2500;

interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  readonly rows: number;
  /** What the button copies. */
  readonly what: string;
  readonly isPrimary?: boolean;
}

/** Text to be copied, by the button or, where the browser refuses, by hand. */
export function CopyField({ label, text, rows, what, isPrimary = false }: CopyFieldProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      setTimeout(() => setState('idle'), COPIED_MS);
    } catch {
      // Refused, or missing on a page that is not served securely.
      setState('refused');
    }
  };
  return (
    <div className="share-copy">
      <Textarea
        className="share-copy-text"
        label={label}
        readOnly
        rows={rows}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button size="compact-sm" variant={isPrimary ? 'filled' : 'default'} onClick={() => void copy()}>
        {state === 'copied' ? 'Copied' : `Copy ${what}`}
      </Button>
      <span role="status" className={state === 'refused' ? 'share-refused' : 'visually-hidden'}>
        {state === 'copied' && `The ${what} is copied.`}
        {state === 'refused' && 'The browser refused to copy it; select the text and copy it from there.'}
      </span>
    </div>
  );
}
