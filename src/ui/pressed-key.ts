/** Which command of the page a key means, on whatever keyboard it is pressed. */

export type KeyCommand = 'go' | 'step' | 'epoch' | 'reset' | 'present' | 'leave' | 'help';

export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing' | 'getModifierState'
>;

const BY_LETTER: Readonly<Record<string, KeyCommand>> = { s: 'step', e: 'epoch', r: 'reset', p: 'present' };

/** Question marks of the scripts whose keyboards have one of their own. */
const QUESTION_MARKS = ['?', '؟', '？', '՞'];

/**
 * A Latin letter means what it says, wherever its key is: on AZERTY and Dvorak as on QWERTY. Keys that write another
 * script are known by their place, which is that of the Latin letters printed beside.
 */
export function commandOfKey(pressed: PressedKey): KeyCommand | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing } = pressed;
  if (repeat || isComposing || metaKey) return undefined;
  // Some keyboards have the question mark on the third level; Windows reports that as Ctrl and Alt as well.
  const isThirdLevel = pressed.getModifierState('AltGraph');
  if (QUESTION_MARKS.includes(key)) return isThirdLevel || !(ctrlKey || altKey) ? 'help' : undefined;
  if (ctrlKey || altKey || shiftKey || isThirdLevel) return undefined;
  if (key === ' ') return 'go';
  if (key === 'Escape') return 'leave';
  return BY_LETTER[latinLetter(pressed)];
}

function latinLetter({ key, code }: PressedKey): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isOtherScript = /[^\0-\u007f]/.test(key) && !/\p{Script=Latin}/u.test(key);
  return isOtherScript ? (/^Key([A-Z])$/.exec(code)?.[1] ?? '').toLowerCase() : '';
}

/** Whether the command is one of a single character, which can be switched off (WCAG 2.1.4). */
export function isByCharacter(command: KeyCommand): boolean {
  return command !== 'leave';
}
