// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files and methods stay short. */
class SizeTest {

  private static final int FILE_CAP = 500;
  private static final int METHOD_CAP = 60;
  private static final int KERNEL_CAP = 120;

  /**
   * What may be longer, and why: a file by its path, or a method as {@code path#Type.method}. An
   * entry that is no longer needed fails, too.
   */
  private static final Map<String, Allowance> ALLOWANCES =
      Map.of(
          "bench/src/main/java/chainrule/bench/Floors.java#Floors.chains",
          new Allowance(KERNEL_CAP, "24 chains of fma in registers are 24 local variables"));

  private record Allowance(int lines, String reason) {}

  private static List<SourceSize> sizes;

  @BeforeAll
  static void measure() {
    sizes = SourceSize.of(Repository.javaSources());
  }

  @Test
  void no_file_is_over_its_cap() {
    assertThat(sizes.stream().filter(size -> size.lines() > cap(size.file(), FILE_CAP))).isEmpty();
  }

  @Test
  void no_method_is_over_its_cap() {
    assertThat(methods().filter(method -> method.lines() > cap(method.name(), METHOD_CAP)))
        .as("methods over %d lines; kernels may have %d, by an allowance", METHOD_CAP, KERNEL_CAP)
        .isEmpty();
  }

  @Test
  void most_files_and_methods_are_far_below_their_caps() {
    var main = sizes.stream().filter(size -> size.file().contains("/src/main/")).toList();
    assertThat(quantile(main, SourceSize::lines, 0.5)).as("median file").isLessThanOrEqualTo(100);
    assertThat(quantile(main, SourceSize::lines, 0.9)).as("file at 90 %").isLessThan(300);
    var methods = main.stream().flatMap(size -> size.methods().stream()).toList();
    assertThat(quantile(methods, SourceSize.Method::lines, 0.9))
        .as("method at 90 %")
        .isLessThan(20);
  }

  @Test
  void every_allowance_has_a_reason_and_is_needed() {
    var lines =
        Stream.concat(
                sizes.stream().map(size -> Map.entry(size.file(), size.lines())),
                methods().map(method -> Map.entry(method.name(), method.lines())))
            .toList();
    ALLOWANCES.forEach((name, allowance) -> {
      int usual = name.contains("#") ? METHOD_CAP : FILE_CAP;
      assertThat(allowance.reason()).isNotBlank();
      assertThat(lines)
          .as("%s is over %d lines", name, usual)
          .anyMatch(entry -> entry.getKey().equals(name) && entry.getValue() > usual);
    });
  }

  private static int cap(String name, int usual) {
    var allowance = ALLOWANCES.get(name);
    return allowance == null ? usual : allowance.lines();
  }

  private static Stream<SourceSize.Method> methods() {
    return sizes.stream().flatMap(size -> size.methods().stream());
  }

  private static <T> int quantile(List<T> items, ToIntFunction<T> lines, double share) {
    int[] sorted = items.stream().mapToInt(lines).sorted().toArray();
    return IntStream.of(sorted).skip((long) (share * (sorted.length - 1))).findFirst().orElse(0);
  }
}
