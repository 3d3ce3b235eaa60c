import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { Hint } from './Hint.tsx';
import { Icon } from './icons.tsx';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const WORDS = { auto: 'same as the system', light: 'light', dark: 'dark' } as const;
const ICONS = { auto: 'system', light: 'light', dark: 'dark' } as const;

/** Goes round: as the system, light, dark. */
export function ColourSchemeSwitch() {
  // Stopping transitions for the moment takes a style element, which the page's policy refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const next = NEXT[colorScheme];
  const name = `Colours: ${WORDS[colorScheme]}. Change to ${WORDS[next]}`;
  return (
    <Hint text={name}>
      <ActionIcon variant="default" size="md" aria-label={name} onClick={() => setColorScheme(next)}>
        <Icon name={ICONS[colorScheme]} />
      </ActionIcon>
    </Hint>
  );
}
