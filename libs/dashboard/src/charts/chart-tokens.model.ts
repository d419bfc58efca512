/** Colours and type of every drawing. Each mark stands out from white by 3 to 1 or more; the grid never carries meaning alone. */
export const CHART = {
  ink: '#212b32',
  muted: '#4c6272',
  blue: '#005eb8',
  axis: '#768692',
  grid: '#d8dde0',
  font: 'Arial, Helvetica, sans-serif',
  textSize: 14,
} as const;
