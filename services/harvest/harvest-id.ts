/** Ids of harvests: that of their job, and their place among the dictionaries of the job. */

/** The same at every attempt, so that a job that is run again replaces what it left. */
export function toHarvestId(job: string, place: number): string {
  return `${job}-${place}`;
}

/** The job that made the harvest; undefined for an id of another form. */
export function findJobOfHarvest(id: string): string | undefined {
  return /^(.+)-\d+$/.exec(id)?.[1];
}
