// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import chainrule.bench.work.Peer;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What bench/run starts: {@code peers WORDS..} checks the words and prints the names of the peers
 * they ask for; {@code run WORDS..} measures beside the peer on the class path, if there is one;
 * {@code page} writes docs/performance.md.
 */
final class Main {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  /** Runs and exits with 0, with 1 if something failed, or with 2 if it was called wrongly. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    System.exit(run(List.of(arguments), out, err));
  }

  static int run(List<String> words, PrintStream out, PrintStream err) {
    try {
      List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
      switch (words.isEmpty() ? "" : words.getFirst()) {
        case "peers" -> out.println(String.join(" ", Request.of(rest).peers()));
        case "run" -> measure(Request.of(rest), out, err);
        case "page" -> new Page(Settings.fromSystem()).write();
        default -> throw new ArgumentException("bench: start it by bench/run");
      }
      return 0;
    } catch (ArgumentException mistake) {
      err.println(mistake.getMessage());
      return USAGE;
    } catch (ChainruleException failure) {
      err.println(failure.getMessage());
      return FAILED;
    } catch (UncheckedIOException failure) {
      err.println("bench: " + failure.getMessage());
      return FAILED;
    }
  }

  private static void measure(Request request, PrintStream out, PrintStream err) {
    Screen screen = new Screen(out, err, request.json());
    Optional<Peer> peer =
        ServiceLoader.load(Peer.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> request.peers().contains(found.name()))
            .findFirst();
    new Session(request, Settings.fromSystem(), screen, peer).run();
  }
}
