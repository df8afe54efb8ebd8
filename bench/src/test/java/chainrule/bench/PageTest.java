// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final String HEAD =
      """
      {"kind":"run","version":1,"family":"gemm","date":"2026-11-21T09:00:00Z","commit":"abc",\
      "peer":"libtorch","peer_version":"2.10.0","threads":1,"quick":false,"processor":"X",\
      "processors":2,"load":"0.10","system":"Linux amd64","java":"25"}
      {"kind":"floors","when":"before","gigaflops":200.0,"copy_gigabytes":20.0,\
      "triad_gigabytes":21.0}
      """;

  private static StoredRun run(String rows) {
    return StoredRun.of("gemm-libtorch-1.jsonl", HEAD + rows);
  }

  @Test
  void without_runs_nothing_is_measured() {
    assertThat(Page.text(List.of()).lines().filter(line -> line.contains("not measured")))
        .hasSameSizeAs(Promise.all());
  }

  @Test
  void a_figure_stands_beside_promise_and_floor() {
    String page =
        Page.text(
            List.of(
                run(
                    """
                    {"work":"product F32 1024x1024x1024","peer":"libtorch","ours_us":10000,\
                    "peer_us":20000,"ratio":2,"kind":"row"}
                    {"work":"product F32 1024x1024x1024","peer":"fma-peak","ours_us":10000,\
                    "peer_us":7000,"ratio":0.7,"kind":"row"}
                    """)));
    assertThat(page)
        .contains(
            "| product F32 1024x1024x1024 | 0.950 times libtorch | 10000 µs | 20000 µs | 2.00 |"
                + " 7000 µs | kept |",
            "| product F32 1024x1024x1024 | 80 % of the FMA peak | 10000 µs | 7000 µs | 0.700 |"
                + " 7000 µs | missed |",
            "gemm-libtorch-1.jsonl",
            "FMA peak 200 GFLOP/s");
  }

  @Test
  void what_is_written_can_be_read_again() {
    Row row = Row.of("garbage", Row.BAR, "B", 0, 0);
    StoredRun run = run(Screen.object(row).with("kind", "row").toText());
    Promise promise = new Promise(Family.SERVING, 1, "garbage", Row.BAR, 1);
    assertThat(Page.isKept(promise, run.row("garbage", Row.BAR).orElseThrow())).isTrue();
  }
}
