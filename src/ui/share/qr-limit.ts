/**
 * The longest link that is shown as a code. A code holds up to 2,331 bytes at this level of error correction, but a phone
 * has to tell its squares apart from some metres away: 1,000 characters are 121 by 121 squares (ISO/IEC 18004, version 26).
 */
export const QR_LIMIT = 1000;
