/** One line of the table: what was measured, this product, its peer or limit, and the ratio of the two. */
export interface Measurement {
  readonly work: string;
  readonly own: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number;
}
