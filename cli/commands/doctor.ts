/** `saeql doctor`: what is configured and where it comes from, what is installed, and whether the store is healthy. */
import type { Command } from 'commander';
import { reportConfig, type SettingReport } from '../../server/config-report.js';
import { examineData } from '../../server/examine-data.js';
import { findProviders } from '../../server/engine-options.js';
import { readPackageVersions } from '../../server/package-versions.js';
import { version } from '../../services/version.js';
import { surroundingsOf, type Surroundings } from '../run-command.js';
import { toSection } from '../table.js';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('show configuration, versions and providers, and examine the whole store; changes nothing')
    .action(async (_options: unknown, command: Command) => {
      const surroundings = surroundingsOf(command);
      const findings = await examine(surroundings);
      surroundings.output.answer(findings, toLines(findings));
      if (findings.checks.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

type Findings = Awaited<ReturnType<typeof examine>>;

async function examine({ config, sources }: Surroundings) {
  return {
    version,
    ...(await examineData(config)),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    packages: readPackageVersions(),
    executionProviders: await findProviders(config),
    settings: reportConfig(config, sources),
  };
}

function toLines({
  version: ours,
  node,
  platform,
  packages,
  executionProviders,
  settings,
  checks,
}: Findings): string[] {
  return [
    ...toSection('Versions', ['what', 'version'], toRows({ saeql: ours, node, platform, ...packages })),
    ...toSection(
      'Execution providers',
      ['name', 'available', 'in use', 'reason'],
      executionProviders.map(toProviderRow),
    ),
    ...toSection('Settings', ['name', 'value', 'from', 'unit', 'range', 'default'], settings.map(toSettingRow)),
    ...toSection(
      'Store',
      ['what', 'state', 'problem'],
      checks.map(({ name, ok, problem }) => [name, ok ? 'ok' : 'BAD', problem ?? '']),
    ),
  ];
}

function toRows(versions: Readonly<Record<string, string | null>>): string[][] {
  return Object.entries(versions).map(([name, found]) => [name, found ?? 'missing']);
}

function toProviderRow({ name, available, inUse, reason }: Findings['executionProviders'][number]): string[] {
  return [name, available ? 'yes' : 'no', inUse ? 'yes' : 'no', reason ?? ''];
}

function toSettingRow({ name, value, source, unit, range, default: usual }: SettingReport): string[] {
  return [name, String(value), source, unit, range, String(usual)];
}
