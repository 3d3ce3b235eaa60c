/**
 * The longest link that is shown as a code. A code holds up to 2,331 bytes at this level of error correction, but a phone
 * has to tell its squares apart from some metres away: 1,000 characters are 117 by 117 squares (ISO/IEC 18004, version 25).
 */
export const QR_LIMIT = 997;
