/** A text in both languages: Chinese, English. */
export type Pair = readonly [string, string];

/** The texts of a panel by key. */
export type Texts = Readonly<Record<string, Pair>>;
