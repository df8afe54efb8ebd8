// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

/** What {@code chainrule} alone says: what it is, and what to try. */
final class Introduction {

  private Introduction() {}

  static int print(Console console) {
    String command = console.settings().command();
    console.line(VersionVerb.line());
    console.say("introduction.what");
    console.line("");
    console.lines(
        Table.of("ll")
            .row("  " + command + " train", console.text("introduction.train"))
            .row(
                "  " + command + " predict latest --test-index 7",
                console.text("introduction.predict"))
            .row("  " + command + " summary 784-16-16-10", console.text("introduction.summary"))
            .lines());
    console.line("");
    console.say("introduction.more", command);
    return Failure.DONE;
  }
}
