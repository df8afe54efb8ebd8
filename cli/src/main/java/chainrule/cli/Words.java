// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.Language;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Builds the words a verb takes. What they mean stands in the catalogs, under {@code
 * chainrule.VERB.WORD} or, for words that many verbs take, under {@code WORD}. All values are text;
 * {@link Invocation} reads them.
 */
final class Words {

  /** The name of the program. */
  static final String PROGRAM = "chainrule";

  private final CommandSpec spec;

  private Words(CommandSpec spec) {
    this.spec = spec;
  }

  static Words of(String verb) {
    CommandSpec spec = CommandSpec.create().name(verb);
    spec.usageMessage().abbreviateSynopsis(true).sortOptions(false);
    return new Words(spec);
  }

  /** A word that is there or not. */
  Words flag(String... names) {
    spec.addOption(OptionSpec.builder(names).type(boolean.class).arity("0").build());
    return this;
  }

  /** A word with a value that may be left out. */
  Words option(String name, String label) {
    spec.addOption(option(name).paramLabel(label).build());
    return this;
  }

  /** A word with a value and what it is otherwise. */
  Words option(String name, String label, String otherwise) {
    spec.addOption(option(name).paramLabel(label).defaultValue(otherwise).build());
    return this;
  }

  /** A word with a file or folder that may be left out; the shell completes it. */
  Words file(String name, String label) {
    spec.addOption(option(name).type(File.class).paramLabel(label).build());
    return this;
  }

  /** A word with one of a few values, which may be left out. */
  Words choice(String name, Supplier<List<String>> values) {
    spec.addOption(choiceOf(name, values).build());
    return this;
  }

  /** A word with one of a few values and what it is otherwise. */
  Words choice(String name, Supplier<List<String>> values, String otherwise) {
    spec.addOption(choiceOf(name, values).defaultValue(otherwise).build());
    return this;
  }

  /** Words without a name, told apart by their places. */
  Words operand(String label, String arity, List<String> candidates) {
    return operand(label, arity, String.class, candidates);
  }

  /** The same, with files or folders. */
  Words fileOperand(String label, String arity) {
    return operand(label, arity, File.class, List.of());
  }

  /** Lets operands begin with a minus sign, as formulas do; two of them begin an option. */
  Words formulas() {
    spec.parser()
        .unmatchedOptionsArePositionalParams(true)
        .posixClusteredShortOptionsAllowed(false);
    return this;
  }

  private Words operand(String label, String arity, Class<?> type, List<String> candidates) {
    int index = spec.positionalParameters().size();
    boolean many = arity.endsWith("*");
    PositionalParamSpec.Builder operand =
        PositionalParamSpec.builder()
            .paramLabel(label)
            .index(many ? index + "..*" : Integer.toString(index))
            .arity(arity)
            .required(!arity.startsWith("0"))
            .type(many ? List.class : type)
            .auxiliaryTypes(type)
            .descriptionKey(label);
    spec.addPositional(
        candidates.isEmpty() ? operand.build() : operand.completionCandidates(candidates).build());
    return this;
  }

  /** All of them, with those that every verb takes. */
  CommandSpec spec() {
    choice("--lang", Language::codes);
    flag("--ascii").flag("--quiet").flag("--debug");
    spec.addOption(
        OptionSpec.builder("-h", "--help").type(boolean.class).arity("0").usageHelp(true).build());
    return spec;
  }

  /**
   * Values are asked for only when they are shown: some belong to classes slow to load. The label
   * is the option's own, as the completion script tells values apart by it.
   */
  private static OptionSpec.Builder choiceOf(String name, Supplier<List<String>> values) {
    String label = name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    return option(name).paramLabel(label).completionCandidates(() -> values.get().iterator());
  }

  private static OptionSpec.Builder option(String name) {
    return OptionSpec.builder(name).type(String.class).arity("1");
  }
}
