// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.jmh;

import chainrule.array.DType;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

/** Sums and maxima along rows and columns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SumBenchmark {

  private static final int ROWS = 1024;
  private static final int COLUMNS = 1000;

  /** How values are joined. */
  @Param({"SUM", "MAXIMUM"})
  public Monoid monoid = Monoid.SUM;

  /** Along which axis. */
  @Param({"rows", "columns"})
  public String axis = "";

  private Work work = new Work.Product(Operands.row(1), Operands.row(1), Operands.row(1));

  /** Fills the matrix. */
  @Setup
  public void fill() {
    Operand matrix = Operands.filled(DType.F32, ROWS, COLUMNS);
    boolean rows = axis.equals("rows");
    work =
        new Work.Reduce(
            monoid,
            Optional.empty(),
            Optional.empty(),
            rows ? matrix : Operands.turned(matrix),
            Operands.filled(DType.F32, rows ? ROWS : COLUMNS));
  }

  /** One pass over the matrix. */
  @Benchmark
  public void reduce() {
    Operands.run(work);
  }
}
