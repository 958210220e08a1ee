/** `saeql keys`: creates, lists and revokes the keys that let clients in. */
import { Option, type Command } from 'commander';
import { keyRoles, type Key, type KeyRole } from '../../services/keys.js';
import { runCommand } from '../run-command.js';
import { toTable } from '../table.js';

export function addKeys(program: Command): void {
  const group = program
    .command('keys')
    .description('create, list and revoke keys; with the first key, clients need one and other hosts are let in');
  addCreate(group);
  addListing(group);
  addRevoke(group);
}

function addCreate(group: Command): void {
  group
    .command('create')
    .description('create a key and print its secret, which is shown this once')
    .argument('<name>', 'a name to know the key by')
    .addOption(
      new Option('--role <role>', 'read stored data, compute: also run models, admin: also change things')
        .choices(keyRoles)
        .default('read'),
    )
    .action((name: string, { role }: { readonly role: KeyRole }, command: Command) =>
      runCommand(command, ({ keys, output }) => {
        const { key, secret } = keys.create(name, role);
        output.answer({ ...key, secret }, [secret]);
        output.remark(
          `Created ${key.role} key ${key.name}. Send it as "Authorization: Bearer SECRET"; it is not shown again.`,
        );
      }),
    );
}

function addListing(group: Command): void {
  group
    .command('list')
    .description('list the keys; secrets are not kept')
    .action((_options: unknown, command: Command) =>
      runCommand(command, ({ keys, output }) => {
        const list = keys.list();
        output.answer(list, list.length === 0 ? ['No keys: only this machine is served.'] : toLines(list));
      }),
    );
}

function toLines(keys: readonly Key[]): string[] {
  return toTable(
    ['name', 'role', 'created'],
    keys.map(({ name, role, createdAt }) => [name, role, createdAt]),
  );
}

function addRevoke(group: Command): void {
  group
    .command('revoke')
    .description('revoke a key; a running server refuses it from the next request on')
    .argument('<name>', 'the name of the key')
    .action((name: string, _options: unknown, command: Command) =>
      runCommand(command, ({ keys, output }) => {
        const key = keys.revoke(name);
        output.confirm(key, `Revoked ${key.role} key ${key.name}.`);
      }),
    );
}
