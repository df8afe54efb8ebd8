// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.error.ChainruleException;
import chainrule.formats.AtomicFile;
import chainrule.formats.Disk;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import chainrule.formats.NpyFile;
import chainrule.formats.NpzFile;
import chainrule.formats.SafetensorsFile;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.testkit.Mutants;
import chainrule.train.TrainingEvent;
import chainrule.train.data.Cifar10;
import chainrule.train.data.ColorMode;
import chainrule.train.data.Dataset;
import chainrule.train.data.IdxImages;
import chainrule.train.data.ImageFolder;
import chainrule.train.data.LoadedEpoch;
import chainrule.train.data.Loader;
import chainrule.train.search.SearchPlan;
import chainrule.train.search.SearchSpace;
import chainrule.train.search.Strategy;
import chainrule.train.search.TrialLog;
import chainrule.train.table.Table;
import chainrule.train.table.TableOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is opened is closed, also when it is refused. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc tells of descriptors")
class DescriptorsTest {

  private static final int TIMES = 200;

  /** What the collector may have closed or a library kept meanwhile. */
  private static final int SLACK = 3;

  @TempDir private Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void small_pictures_with_labels() throws IOException {
    ByteBuffer pixels = ByteBuffer.allocate(16 + 10 * 4);
    pixels.putInt(0x803).putInt(10).putInt(2).putInt(2);
    images = Files.write(folder.resolve("images-idx3-ubyte"), pixels.array());
    ByteBuffer classes = ByteBuffer.allocate(8 + 10);
    classes.putInt(0x801).putInt(10);
    labels = Files.write(folder.resolve("labels-idx1-ubyte"), classes.array());
  }

  private static long open() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void flat(Object what, int times, Runnable work) {
    work.run();
    long before = open();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    assertThat(open()).as("descriptors after %s", what).isBetween(before - SLACK, before + SLACK);
  }

  private static void refused(Runnable work) {
    try {
      work.run();
    } catch (ChainruleException expected) {
      return;
    }
  }

  private static void readAll(Dataset data, int workers) {
    Loader loader = Loader.of(data, 3).prefetching(workers);
    try (LoadedEpoch epoch = loader.open(1)) {
      while (epoch.hasNext()) {
        epoch.next();
      }
    }
  }

  @Test
  void data_sets_that_are_mapped_decoded_and_made_leave_none_open() throws IOException {
    flat("IDX", TIMES, () -> readAll(IdxImages.open("small", images, labels), 0));
    flat("IDX, two loaders", TIMES, () -> readAll(IdxImages.open("small", images, labels), 2));
    Path pictures = folder.resolve("pictures");
    for (String name : List.of("a", "b")) {
      Files.createDirectories(pictures.resolve(name));
      BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
      assertThat(ImageIO.write(picture, "png", pictures.resolve(name + "/1.png").toFile()))
          .isTrue();
    }
    flat("pictures", TIMES, () -> readAll(ImageFolder.of(pictures, ColorMode.RGB), 2));
    Path cifar = Files.createDirectory(folder.resolve("cifar"));
    for (String name :
        List.of("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5")) {
      Files.write(cifar.resolve(name + ".bin"), new byte[3073 * 2]);
    }
    Files.write(cifar.resolve("test_batch.bin"), new byte[3073 * 2]);
    flat("CIFAR", TIMES, () -> readAll(Cifar10.open(cifar).train(), 2));
  }

  @Test
  void an_epoch_that_is_left_in_its_middle_leaves_none_open() {
    Dataset data = IdxImages.open("small", images, labels);
    flat(
        "half an epoch",
        TIMES,
        () -> {
          try (LoadedEpoch epoch = Loader.of(data, 3).prefetching(2).open(1)) {
            epoch.next();
          }
        });
  }

  @Test
  void hostile_files_leave_none_open() throws IOException {
    Random random = new Random(20_261_121);
    Mutants mutants = new Mutants("{", "\0\0\0\0", "99999999");
    Path file = folder.resolve("file");
    Path model = folder.resolve("model.safetensors");
    Models.save(Mlp.of("2-3-2", Activation.RELU, Rng.seed(1)), model);
    Path npy = folder.resolve("a.npy");
    NpyFile array = NpyFile.of(Tensor.zeros(4));
    Files.write(npy, bytes(array::writeTo));
    Path npz = folder.resolve("a.npz");
    Files.write(npz, bytes(NpzFile.of(Map.of("a", array))::writeTo));
    Path csv = Files.writeString(folder.resolve("a.csv"), "x,y\n1,a\n2,b\n3,a\n4,b\n");
    Map<Path, Consumer<Path>> readers =
        Map.of(
            model, Models::load,
            npy, NpyFile::read,
            npz, NpzFile::read,
            csv, path -> Table.read(path, TableOptions.of("y")),
            images, path -> IdxImages.open("small", path, labels));
    for (Map.Entry<Path, Consumer<Path>> reader : readers.entrySet()) {
      byte[] good = Files.readAllBytes(reader.getKey());
      flat(
          reader.getKey().getFileName(),
          TIMES,
          () -> {
            write(file, mutants.of(good, random));
            refused(() -> reader.getValue().accept(file));
            refused(() -> reader.getValue().accept(folder.resolve("missing")));
            refused(() -> reader.getValue().accept(folder));
          });
    }
    flat("safetensors", TIMES, () -> refused(() -> SafetensorsFile.read(csv)));
  }

  private static byte[] bytes(AtomicFile.Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toByteArray();
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void runs_and_searches_leave_none_open() {
    runs(TIMES);
  }

  @Test
  @Tag("long")
  void two_thousand_runs_leave_none_open() {
    runs(2000);
  }

  private void runs(int count) {
    SmallRun once = new SmallRun(folder.resolve("once"), Disk.real());
    TrainingEvent started = new TrainingEvent.Started(SmallRun.undisturbed().plan());
    RunFolder saved = once.create();
    int[] number = {0};
    once.train(saved);
    flat(
        "runs",
        count,
        () -> {
          RunFolder run =
              RunFolder.create(
                  folder.resolve("runs"),
                  "run" + number[0]++,
                  ModelInfo.empty(),
                  Json.object(),
                  Clock.systemUTC(),
                  FaultyDisk.counting());
          run.on(started);
          run.on(new TrainingEvent.Warned("code", "message"));
          RunRecord.read(run.path());
        });
    flat(
        "resumed runs",
        TIMES,
        () -> {
          saved.on(started);
          assertThat(SavedRun.newest(saved.checkpoints()).newest()).isPresent();
        });
    TrialLog log = new TrialLog(folder.resolve("search"), FaultyDisk.counting());
    SearchPlan plan = new SearchPlan(SearchSpace.parse("a=1|2"), Strategy.GRID, 2, 1, 1);
    flat("searches", TIMES, () -> log.begin(plan, Json.object()));
  }
}
