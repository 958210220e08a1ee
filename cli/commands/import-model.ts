/** `saeql import model`: registers a model from a folder as published for ONNX. */
import type { Command } from 'commander';
import { randomizationSchemes, type RandomizationScheme, type RandomizedControl } from '../../domain/model.js';
import { modelDocument } from '../documents.js';
import { parseChoice, parseWholeNumber } from '../parse-option.js';
import { runCommand } from '../run-command.js';

interface ImportModelOptions {
  readonly name: string;
  readonly controlOf?: string;
  readonly scheme?: RandomizationScheme;
  readonly seed: number;
}

export function addImportModel(parent: Command): void {
  parent
    .command('model')
    .description('register a model: model.onnx or onnx/model.onnx, config.json, tokenizer.json')
    .argument('<folder>', 'the folder that holds the model')
    .requiredOption('--name <name>', 'the name to register it under')
    .option('--control-of <model>', 'the model whose randomised control this is')
    .option(
      '--scheme <scheme>',
      'what was re-drawn in the control: all, keep-embeddings',
      parseChoice(randomizationSchemes),
    )
    .option('--seed <number>', 'the seed that the control was drawn with', parseWholeNumber, 0)
    .action((folder: string, options: ImportModelOptions, command: Command) => {
      const control = toControl(options, command);
      return runCommand(command, async ({ services, output }) => {
        const model = await services.imports.importModel({ folder, name: options.name, control });
        const { name, architecture, layers, width } = model;
        output.confirm(
          modelDocument(model),
          `Imported model ${name}: ${architecture}, ${layers} layers, width ${width}.`,
        );
      });
    });
}

function toControl(options: ImportModelOptions, command: Command): RandomizedControl | undefined {
  const { controlOf, scheme, seed } = options;
  if (controlOf === undefined && scheme === undefined) return undefined;
  if (controlOf === undefined || scheme === undefined) {
    return command.error('error: --control-of and --scheme need each other');
  }
  return { of: controlOf, scheme, seed };
}
