// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import chainrule.formats.Version;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule version}. */
record VersionVerb() implements Verb {

  @Override
  public String name() {
    return "version";
  }

  @Override
  public CommandSpec spec() {
    return Words.of(name()).flag("--json").spec();
  }

  @Override
  public int run(Invocation call) {
    if (call.has("--json")) {
      call.console()
          .json(
              Json.object()
                  .with("v", 1)
                  .with("event", name())
                  .with("version", Version.TEXT)
                  .with("java", Runtime.version().toString()));
    } else {
      call.console().line(line());
    }
    return Failure.DONE;
  }

  static String line() {
    return Words.PROGRAM + " " + Version.TEXT;
  }
}
