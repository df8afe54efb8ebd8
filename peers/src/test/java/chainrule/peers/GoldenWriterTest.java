// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.random.Rng;
import chainrule.testkit.Golden;
import chainrule.testkit.Script;
import chainrule.testkit.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Stores programs with libtorch's answers where the testkit checks them without libtorch. */
class GoldenWriterTest {

  private static final int COUNT = 300;

  private static final int MOST_CHARACTERS = 6000;

  @Test
  @EnabledIfSystemProperty(named = "goldens", matches = ".+")
  void programs_are_stored() throws IOException {
    Scripts scripts = Scripts.of(DType.F64, TorchTest::isKnown);
    List<String> texts = new ArrayList<>();
    for (int seed = 0; texts.size() < COUNT; seed++) {
      Optional<Script> script = scripts.random(Rng.seed(seed).child("golden"));
      if (script.isPresent() && Comparison.of(script.get(), 1e-11).kind() == Comparison.Kind.SAME) {
        Torch found = Torch.run(script.get());
        String text =
            new Golden(
                    script.get(),
                    found.values().stream().map(each -> Arrays.stream(each).sum()).toList(),
                    found.gradients().stream()
                        .map(each -> Arrays.stream(each).boxed().toList())
                        .toList())
                .toString();
        if (text.length() < MOST_CHARACTERS) {
          texts.add(text);
        }
      }
    }
    Path file = Path.of(System.getProperty("goldens"));
    Files.writeString(file, String.join("\n\n", texts) + "\n");
    assertThat(Files.size(file)).isLessThan(2_000_000);
  }
}
