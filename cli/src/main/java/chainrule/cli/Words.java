// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.util.List;
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

  /** A word with one of a few values, which may be left out. */
  Words choice(String name, Supplier<List<String>> values) {
    spec.addOption(choice(option(name), values).build());
    return this;
  }

  /** A word with one of a few values and what it is otherwise. */
  Words choice(String name, Supplier<List<String>> values, String otherwise) {
    spec.addOption(choice(option(name), values).defaultValue(otherwise).build());
    return this;
  }

  /** Words without a name, told apart by their places. */
  Words operand(String label, String arity, List<String> candidates) {
    int index = spec.positionalParameters().size();
    boolean many = arity.endsWith("*");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .index(many ? index + "..*" : Integer.toString(index))
            .arity(arity)
            .required(!arity.startsWith("0"))
            .type(many ? List.class : String.class)
            .auxiliaryTypes(String.class)
            .descriptionKey(label)
            .completionCandidates(candidates)
            .build());
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

  /** Values are asked for only when they are shown: some belong to classes slow to load. */
  private static OptionSpec.Builder choice(
      OptionSpec.Builder option, Supplier<List<String>> values) {
    return option.paramLabel("NAME").completionCandidates(() -> values.get().iterator());
  }

  private static OptionSpec.Builder option(String name) {
    return OptionSpec.builder(name).type(String.class).arity("1");
  }
}
