/** Written by scripts/self-test-values.py: PyTorch in double precision. */
export const EXPECTED_LOSSES = [2.085764332, 2.221468523, 2.117340171];
export const EXPECTED_GRADIENT_NORMS: Readonly<Record<string, number>> = {
  '0.0.0.kernel': 0.083133079,
  '0.0.0.bias': 0.080112523,
  '0.0.1.kernel': 0.191749656,
  '0.0.1.bias': 0.150695455,
  '0.1.1.kernel': 0.007807643,
  '0.1.1.bias': 0.031361685,
  '2.gamma': 0.042140812,
  '2.beta': 0.032967201,
  '4.kernel': 0.195390192,
  '4.bias': 0.028002258,
  '6.kernel': 0.346443145,
  '6.bias': 0.1789249,
  '8.kernel': 0.680994317,
  '8.bias': 0.381550284,
};
