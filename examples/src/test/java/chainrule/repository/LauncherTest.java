// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.repository.LaunchedTree.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher builds when it must, says one line about it, and adds nothing of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "chainrule.cmd is another script")
class LauncherTest {

  /** Built once; the tests that are about building plant their own. */
  private static LaunchedTree built;

  private static Outcome first;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    built = LaunchedTree.in(folder);
    first = built.run("version");
  }

  @Test
  void the_first_start_builds_and_says_so_in_one_line() throws IOException {
    assertThat(first.code()).isZero();
    assertThat(first.out()).startsWith("chainrule 0.");
    assertThat(first.err().lines())
        .containsExactly("chainrule: building (about a minute, first time only) ...");
    assertThat(built.cache("light")).exists();
  }

  @Test
  void later_starts_are_silent_and_build_only_when_a_source_is_newer() throws IOException {
    long builds = built.builds();
    var second = built.run("version");
    assertThat(second.out()).startsWith("chainrule 0.");
    assertThat(second.err()).isEmpty();
    assertThat(built.builds()).isEqualTo(builds);
    built.touchSource();
    assertThat(built.run("version").err()).contains("sources have changed");
    assertThat(built.builds()).isEqualTo(builds + 1);
  }

  @Test
  void a_failed_build_shows_its_errors_and_is_tried_again(@TempDir Path folder) throws IOException {
    var tree = LaunchedTree.in(folder);
    tree.mavenFailsWith("[ERROR] A.java:[1,1] no such thing");
    for (int attempt = 0; attempt < 2; attempt++) {
      var outcome = tree.run("version");
      assertThat(outcome.code()).isOne();
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("the build failed", "build.log", "no such thing");
    }
  }

  @Test
  void without_a_network_it_says_what_is_needed(@TempDir Path folder) throws IOException {
    var tree = LaunchedTree.in(folder);
    tree.mavenFailsWith("[ERROR] Could not transfer artifact from a mirror: Unknown host");
    var outcome = tree.run("version");
    assertThat(outcome.code()).isOne();
    assertThat(outcome.err()).contains("needs the network once").doesNotContain("[ERROR]");
  }

  @Test
  void without_maven_it_says_what_is_needed(@TempDir Path folder) throws IOException {
    var tree = LaunchedTree.in(folder);
    tree.removeMaven();
    var outcome = tree.run("version");
    assertThat(outcome.code()).isOne();
    assertThat(outcome.err().lines()).hasSize(2).anyMatch(line -> line.contains("Maven 3.8"));
  }

  @Test
  void a_jdk_that_is_too_old_is_named(@TempDir Path folder) throws IOException {
    var tree = LaunchedTree.in(folder);
    var home = tree.root().resolveSibling("jdk-17");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
    for (var program : new String[] {"bin/java", "bin/javac"}) {
      assertThat(Files.createFile(home.resolve(program)).toFile().setExecutable(true)).isTrue();
    }
    var outcome = tree.runWithJdk(home, "version");
    assertThat(outcome.code()).isOne();
    assertThat(outcome.err()).contains("no JDK 25 or newer", home.toString());
    assertThat(tree.runWithJdk(home, "--lang", "zh", "version").err()).contains("没有 JDK 25");
  }

  @Test
  void exit_codes_pass_and_errors_reach_standard_error() {
    var outcome = built.run("no-such-verb");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("no-such-verb");
  }

  @Test
  void errors_are_kept_where_both_streams_are_one_file_and_where_they_are_appended() {
    var both = built.shell("echo before > log; ./chainrule no-such-verb >> log 2>&1; cat log");
    assertThat(both.out()).startsWith("before\n").contains("no-such-verb");
    var appended = built.shell("echo before > log; ./chainrule no-such-verb 2>> log; cat log");
    assertThat(appended.out()).startsWith("before\n").contains("no-such-verb");
    assertThat(built.shell("./chainrule no-such-verb 2>&1 >&- | cat").out())
        .contains("no-such-verb");
  }

  @Test
  void a_closed_standard_error_leaves_the_launcher_as_it_is() throws IOException {
    var before = Files.readString(built.root().resolve("chainrule"));
    for (var closed : new String[] {"2>&-", ">&- 2>&-", "<&- >&- 2>&-"}) {
      assertThat(built.shell("./chainrule no-such-verb " + closed).code()).isEqualTo(2);
      assertThat(built.root().resolve("chainrule")).hasContent(before);
    }
    assertThat(built.shell("./chainrule version 2>&-").out()).startsWith("chainrule 0.");
  }

  @Test
  void the_virtual_machine_fails_aloud_but_its_notice_about_incubators_is_dropped() {
    var loud = "{ CHAINRULE_JAVA_OPTIONS=-XX:+NoSuchFlag ./chainrule version; } 2>&1 | cat";
    assertThat(built.shell(loud).out()).contains("NoSuchFlag");
    var quiet = built.run("doctor");
    assertThat(quiet.out()).contains("vector");
    assertThat(quiet.err()).isEmpty();
  }

  @Test
  void classes_come_from_the_cache_and_a_damaged_one_does_no_harm() throws IOException {
    var good = built.run("doctor", "--json");
    assertThat(good.out()).contains("\"aot_cache\":true");
    assertThat(built.run("doctor").out()).contains(built.cache("full").toString());
    var kept = Files.readAllBytes(built.cache("full"));
    Files.write(built.cache("full"), new byte[5000]);
    var outcome = built.run("doctor", "--json");
    assertThat(outcome.out()).isEqualTo(good.out().replace("cache\":true", "cache\":false"));
    assertThat(outcome.err()).isEmpty();
    assertThat(built.run("doctor").out()).contains("does not fit this JVM");
    Files.write(built.cache("full"), kept);
  }

  @Test
  void caches_are_made_anew_where_the_tree_has_moved(@TempDir Path folder) throws IOException {
    var tree = LaunchedTree.in(folder.resolve("one"));
    assertThat(tree.run("version").code()).isZero();
    Files.createDirectories(folder.resolve("two"));
    var moved = tree.moved(folder.resolve("two"));
    var outcome = moved.run("doctor", "--json");
    assertThat(outcome.out()).contains("\"aot_cache\":true");
    assertThat(outcome.err()).isEmpty();
    assertThat(moved.builds()).isOne();
  }

  @Test
  void without_a_place_for_caches_everything_works() throws IOException {
    var caches = built.cache("full").getParent();
    Files.writeString(caches.resolve("fits"), "another JDK, in a folder that nobody may write\n");
    var rights = Files.getPosixFilePermissions(caches.getParent());
    Files.setPosixFilePermissions(caches.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
    var outcome = built.run("graph", "q=x+y", "x=1", "y=2");
    Files.setPosixFilePermissions(caches.getParent(), rights);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("(+)");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void names_of_files_are_utf_8_in_every_locale() {
    for (var locale : new String[] {"LC_ALL=C", "LC_ALL= LANG=", "LANG=C LC_CTYPE=C.UTF-8"}) {
      assertThat(built.shell(locale + " ./chainrule summary 数字").err()).contains("\"数字\"");
    }
  }

  @Test
  void the_language_is_that_of_the_locale_unless_another_is_asked_for() {
    var chinese = "LC_ALL= LC_MESSAGES=zh_CN.UTF-8 ./chainrule ";
    assertThat(built.shell(chinese + "no-such-verb").err()).contains("没有名为 no-such-verb");
    assertThat(built.shell(chinese + "--lang en no-such-verb").err()).contains("no verb is called");
  }

  @Test
  void the_next_command_is_written_as_this_one_was() {
    assertThat(built.run().out()).contains("  ./chainrule train ");
    assertThat(built.shell("cd core && ../chainrule").out()).contains("  ../chainrule train ");
  }
}
