import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { fieldKey } from '../field-key.ts';
import { Icon } from '../icons.tsx';

interface InPlaceTextProps {
  /** What is edited, for example `Name of Run 3`. */
  readonly label: string;
  readonly value: string;
  /** Characters. */
  readonly limit: number;
  /** The text as it stands while it is not edited. */
  readonly children: ReactNode;
  readonly onSave: (value: string) => void;
}

/** A text with a pencil: Enter or leaving saves what was written, Escape doesn't. */
export function InPlaceText({ label, value, limit, children, onSave }: InPlaceTextProps) {
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  useEffect(() => {
    // Whoever ended with a key goes on from the same place.
    if (wasEditing.current && !isEditing && document.activeElement === document.body) pencil.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  if (isEditing) {
    const save = (text: string) => {
      setEditing(false);
      if (text.trim() !== value) onSave(text);
    };
    return <Editor label={label} value={value} limit={limit} onSave={save} onCancel={() => setEditing(false)} />;
  }
  return (
    <span className="in-place">
      {children}
      <button
        ref={pencil}
        type="button"
        className="row-button"
        aria-label={label}
        title={label}
        onClick={() => setEditing(true)}
      >
        <Icon name="edit" />
      </button>
    </span>
  );
}

interface EditorProps extends Omit<InPlaceTextProps, 'children'> {
  readonly onCancel: () => void;
}

function Editor({ label, value, limit, onSave, onCancel }: EditorProps) {
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (act: () => void) => {
    // Taking the field away blurs it: that is no second end.
    if (isOver.current) return;
    isOver.current = true;
    act();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { currentTarget } = event;
    const key = fieldKey(event);
    if (key === 'Enter') end(() => onSave(currentTarget.value));
    if (key === 'Escape') end(onCancel);
  };
  return (
    <input
      ref={field}
      className="in-place-field"
      aria-label={label}
      defaultValue={value}
      maxLength={limit}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => end(() => onSave(currentTarget.value))}
    />
  );
}
