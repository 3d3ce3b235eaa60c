/** Neighbours each point is laid out by, itself among them. */
export const NEIGHBOURS = 15;

/** UMAP is given too few points to speak of neighbours. */
export const FEWEST_POINTS = NEIGHBOURS + 1;
