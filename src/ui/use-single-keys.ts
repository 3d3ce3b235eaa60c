import { useLocalStorage } from '@mantine/hooks';

const STORAGE_KEY = 'fitting-room-single-keys';
const OFF = 'off';

/**
 * Whether keys of a single character command the page from anywhere. Whoever speaks to the computer, or hits keys by
 * accident, switches them off; the browser remembers it.
 */
export function useSingleKeys(): readonly [isOn: boolean, setOn: (isOn: boolean) => void] {
  const [isOn, setOn] = useLocalStorage({
    key: STORAGE_KEY,
    defaultValue: true,
    getInitialValueInEffect: false,
    serialize: (value) => (value ? 'on' : OFF),
    deserialize: (stored) => stored !== OFF,
  });
  return [isOn, setOn];
}
