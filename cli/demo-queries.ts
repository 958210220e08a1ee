/** Questions to begin with, which `saeql demo` prints; docs/tour.md has them all, with their answers. */

export interface DemoQuery {
  readonly asks: string;
  readonly query: string;
}

export const demoQueries: readonly DemoQuery[] = [
  {
    asks: 'Which features have to do with the word " is": rare ones with a favourite token, strongest first',
    query: `{
  features(
    dictionary: "demo/mlp_out.2/1_2048"
    filter: { token: " is", minTopTokenShare: 0.5, maxFrequency: 0.02 }
    orderBy: MAX_ACTIVATION_DESC
    first: 3
  ) {
    totalCount
    nodes {
      index
      statistics { frequency maxActivation }
      topTokens(first: 2) { token { text } shareOfFirings }
    }
  }
}`,
  },
  {
    asks: 'Two features that fire on newlines in patents: at the end of a section, and behind its heading',
    query: `{
  ends: feature(dictionary: "demo/resid_post.1/batchtopk_512", index: 129) { ...Newlines }
  headings: feature(dictionary: "demo/resid_post.1/batchtopk_512", index: 230) { ...Newlines }
}

fragment Newlines on Feature {
  statistics { frequency topTokenShare }
  topContexts(first: 4) { nodes { document maxActivation peak text after(tokens: 4) } }
}`,
  },
  {
    asks: 'A feature that knows whether a claim is true, where the notes begin: three hills in its histogram',
    query: `{
  feature(dictionary: "demo/resid_post.3/topk_512", index: 267) {
    topTokens(first: 3) { token { text } shareOfFirings }
    activationHistogram { edges counts }
    sampledContexts(quantiles: 3, perQuantile: 2) { from to contexts { document maxActivation text } }
  }
}`,
  },
  {
    asks: 'A whole dictionary: dead and high-frequency features, and the histogram of log10 frequency',
    query: `{
  dictionary(name: "demo/mlp_out.2/1_2048") {
    size
    harvest { tokens dead over10Percent frequencyHistogram(bins: 14, from: -3.5) { edges counts } }
    features(first: 4, orderBy: FREQUENCY_DESC) {
      nodes { index statistics { frequency topTokenShare tokensFor90Percent } }
    }
  }
}`,
  },
  {
    asks: 'The trained model beside its randomised twins: how much of their firings one token has',
    query: `{
  trained: dictionary(name: "demo/mlp_out.2/0_512") { ...Statistics }
  random: dictionary(name: "demo-random/mlp_out.2/0_512") { ...Statistics }
  keptEmbeddings: dictionary(name: "demo-random-keep-embeddings/mlp_out.2/0_512") { ...Statistics }
}

fragment Statistics on Dictionary {
  model { control { scheme } }
  harvest { over10Percent frequencyHistogram(bins: 7, from: -2.5, to: -0.75) { edges counts } }
  half: features(first: 2, filter: { minTopTokenShare: 0.5 }, orderBy: TOP_TOKEN_SHARE_DESC) {
    totalCount
    nodes { index statistics { topTokenShare tokensFor90Percent } topTokens(first: 2) { token { text } shareOfFirings } }
  }
  quarter: features(first: 1, filter: { minTopTokenShare: 0.25 }) { totalCount }
}`,
  },
];
