/**
 * Imported first by every entry of a process: graphql-js decides at load, by this variable, whether it checks the class
 * of every type it meets in a way that costs a third of a page of features.
 */
process.env.NODE_ENV ??= 'production';
