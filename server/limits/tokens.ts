/** How long a query may be, in tokens of the query language: bounds the work of parsing and validating it. */

/** GraphiQL's introspection query has about 250. */
export const maxQueryTokens = 5000;
