// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.jmh;

import chainrule.array.DType;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Matrix products. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {

  /** m x k x n. */
  @Param({"1024x1024x1024", "256x784x512", "100x784x16", "64x1000x100", "128x512x10", "1x784x128"})
  public String sizes = "";

  /** The element type. */
  @Param({"F32", "F64"})
  public DType dtype = DType.F32;

  /** Which factor lies column by column. */
  @Param({"none", "a", "b"})
  public String transposed = "";

  private Work work = new Work.Product(Operands.row(1), Operands.row(1), Operands.row(1));

  /** Fills the factors. */
  @Setup
  public void fill() {
    List<Integer> size = Stream.of(sizes.split("x")).map(Integer::valueOf).toList();
    int m = size.get(0);
    int k = size.get(1);
    int n = size.get(2);
    Operand a =
        transposed.equals("a")
            ? Operands.turned(Operands.filled(dtype, k, m))
            : Operands.filled(dtype, m, k);
    Operand b =
        transposed.equals("b")
            ? Operands.turned(Operands.filled(dtype, n, k))
            : Operands.filled(dtype, k, n);
    work = new Work.Product(a, b, Operands.filled(dtype, m, n));
  }

  /** One product. */
  @Benchmark
  public void product() {
    Operands.run(work);
  }
}
