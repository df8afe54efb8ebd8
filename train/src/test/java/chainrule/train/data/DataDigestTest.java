// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataDigestTest {

  private static final Dataset DATA =
      Dataset.of(
          "drawn",
          Tensor.normal(DType.F32, Shape.of(600, 3), Rng.seed(1)),
          Tensor.range(DType.I64, 600),
          List.of());

  @Test
  void is_that_of_the_bytes_that_its_page_says() throws NoSuchAlgorithmException {
    Dataset two = DATA.first(2);
    ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(2);
    bytes.put("F32 [3]I64 []".getBytes(StandardCharsets.UTF_8));
    for (double value : two.all().inputs().toDoubles()) {
      bytes.putFloat((float) value);
    }
    bytes.putLong(0).putLong(1).flip();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(bytes);
    assertThat(DataDigest.of(two)).isEqualTo(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void order_and_number_of_samples_count_and_names_do_not() {
    String digest = DataDigest.of(DATA);
    Dataset renamed =
        Dataset.of("other", DATA.all().inputs(), DATA.all().targets(), List.of("a", "b"));
    assertThat(DataDigest.of(renamed)).isEqualTo(digest);
    assertThat(DataDigest.of(DATA.first(599))).isNotEqualTo(digest);
    int[] backwards = IntStream.range(0, 600).map(i -> 599 - i).toArray();
    assertThat(DataDigest.of(DATA.select(backwards))).isNotEqualTo(digest);
  }
}
