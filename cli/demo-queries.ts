/** Questions to begin with, which `saeql demo` prints. */

export interface DemoQuery {
  readonly asks: string;
  readonly query: string;
}

export const demoQueries: readonly DemoQuery[] = [
  {
    asks: 'A feature that fires at the end of names in source code',
    query: `{
  feature(dictionary: "demo/resid_post.1/0_512", index: 410) {
    statistics { frequency maxActivation }
    topTokens(first: 5) { token { text } shareOfFirings }
    topContexts(first: 5) { nodes { document text maxActivation } }
  }
}`,
  },
  {
    asks: 'The trained model beside its randomised twin: how often their features fire, by log10 frequency',
    query: `{
  trained: dictionary(name: "demo/mlp_out.2/0_512") {
    harvest { tokens dead over10Percent frequencyHistogram(bins: 12) { edges counts } }
  }
  random: dictionary(name: "demo-random/mlp_out.2/0_512") {
    harvest { tokens dead over10Percent frequencyHistogram(bins: 12) { edges counts } }
  }
}`,
  },
  {
    asks: 'A feature that fires at the last word of a false claim: contexts from weak to strong',
    query: `{
  feature(dictionary: "demo/mlp_out.2/1_2048", index: 601) {
    statistics { frequency firings }
    sampledContexts(quantiles: 3, perQuantile: 2) { from to contexts { document text maxActivation } }
  }
}`,
  },
];
