/**
 * Ten colours for the classes, by label, for a light and for a dark ground. Found by a search for the largest least distance
 * between any two, as seen with normal vision, protanopia, deuteranopia and tritanopia, at a contrast with the ground of at
 * least 2.2 and 3; the test beside this file measures them.
 */
export const CLASS_COLOURS: Readonly<Record<'light' | 'dark', readonly string[]>> = {
  light: ['#9e0fb0', '#014cf7', '#ca0103', '#e69c92', '#a287f7', '#2db605', '#601214', '#480081', '#0b5463', '#f740b0'],
  dark: ['#d29590', '#aa6ff7', '#8b6001', '#2ca81b', '#c50383', '#3cbbe1', '#f7eaf7', '#23f7a1', '#f7cc09', '#356db4'],
};
