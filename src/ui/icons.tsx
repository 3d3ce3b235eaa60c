/** The few pictures of the buttons, 16x16, drawn in the colour of the text. They are always beside a name. */

const PATHS = {
  play: 'M4 2.500v11l9-5.500z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M3 3v10l6-5zM10.500 3h2v10h-2z',
  epoch: 'M2 3v10l5-5zM7.500 3v10l5-5zM13 3h1.500v10H13z',
  stop: 'M3.500 3.500h9v9h-9z',
  reset: 'M8 3a5 5 0 1 1-4.700 3.300l1.500.5A3.400 3.400 0 1 0 8 4.600V7L4.200 3.800 8 .6z',
  best: 'M8 1.500l2 4.300 4.600.6-3.400 3.200.9 4.700L8 12l-4.100 2.300.9-4.700L1.400 6.400 6 5.800z',
  seed: 'M3 2h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm2.300 2a1.300 1.300 0 1 0 0 2.600 1.300 1.300 0 0 0 0-2.600zM8 6.700a1.300 1.300 0 1 0 0 2.600 1.300 1.300 0 0 0 0-2.600zm2.700 2.700a1.300 1.300 0 1 0 0 2.600 1.300 1.300 0 0 0 0-2.600z',
  light:
    'M8 4.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM7.300 0h1.400v3H7.300zM7.300 13h1.400v3H7.300zM0 7.300h3v1.400H0zM13 7.300h3v1.400h-3zM2.800 1.900l2.100 2.100-.9.9-2.100-2.100zM12 11.100l2.100 2.100-.9.9-2.100-2.100zM13.200 1.900l.9.900L12 4.900l-.9-.9zM4 11.100l.9.900-2.100 2.100-.9-.9z',
  dark: 'M6.500 1.500A6.500 6.500 0 1 0 14.500 9.500 5.500 5.500 0 0 1 6.500 1.500z',
  system: 'M1.500 2.500h13v9h-5v1.500H12V14H4v-1h2.500v-1.500h-5zM3 4v6h10V4z',
  settings:
    'M2 3.200h6v1.600H2zM11.500 3.200H14v1.600h-2.500zM8.500 2h2.500v4H8.500zM2 11.200h2.500v1.600H2zM8 11.200h6v1.600H8zM5 10h2.500v4H5z',
  forget: 'M4 2.900 8 6.900l4-4L13.100 4l-4 4 4 4-1.100 1.100-4-4-4 4L2.900 12l4-4-4-4z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" fill="currentColor" fillRule="evenodd" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
