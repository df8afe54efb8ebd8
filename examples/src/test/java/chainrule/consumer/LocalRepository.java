// SPDX-License-Identifier: Apache-2.0
package chainrule.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A local Maven repository of our packaged artifacts: a folder of links to what the real local
 * repository holds, except for our own group, which holds copies of the reactor's jars and poms.
 * Nothing of ours is installed on the machine.
 */
final class LocalRepository implements AutoCloseable {

  private static final Path GROUP = Path.of("io", "github", "chainrule");
  private static final List<String> JARS = List.of("core", "formats", "train", "vector");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  private final Path folder;
  private final List<Path> links = new ArrayList<>();

  private LocalRepository(Path folder) {
    this.folder = folder;
  }

  /** Lays the repository out in a new folder. */
  static LocalRepository in(Path folder) throws IOException {
    LocalRepository repository = new LocalRepository(folder);
    Path real = Path.of(System.getProperty("chainrule.test.repository"));
    Path ours = folder;
    for (Path name : GROUP) {
      Files.createDirectories(ours);
      repository.linkChildren(real, ours, name);
      real = real.resolve(name);
      ours = ours.resolve(name);
    }
    publish("parent", Repository.root().resolve("pom.xml"), ours);
    publish("bom", Repository.root().resolve("bom/pom.xml"), ours);
    for (String module : JARS) {
      publish(module, Repository.root().resolve(module).resolve("pom.xml"), ours);
      Files.copy(jar(module), artifact(module, ours, ".jar"));
    }
    return repository;
  }

  Path folder() {
    return folder;
  }

  /** Takes the links away, so that nothing leads out of the folder when it is deleted. */
  @Override
  public void close() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }

  /** The jar that the build made of a module. */
  static Path jar(String module) {
    Path target = Repository.root().resolve(module).resolve("target");
    Path folder = module.equals("cli") ? target.resolve("lib") : target;
    Path jar = folder.resolve("chainrule-" + module + "-" + version() + ".jar");
    assertThat(jar).as("the packaged module " + module + "; run mvn verify").isRegularFile();
    return jar;
  }

  private void linkChildren(Path real, Path ours, Path except) throws IOException {
    if (Files.isDirectory(real)) {
      try (var children = Files.newDirectoryStream(real)) {
        for (Path child : children) {
          if (!child.getFileName().equals(except)) {
            Path link = ours.resolve(child.getFileName());
            links.add(Files.createSymbolicLink(link, child.toAbsolutePath()));
          }
        }
      }
    }
  }

  private static void publish(String module, Path pom, Path group) throws IOException {
    Path published = artifact(module, group, ".pom");
    Files.createDirectories(published.getParent());
    Files.copy(pom, published);
  }

  private static Path artifact(String module, Path group, String ending) {
    String name = "chainrule-" + module;
    return group.resolve(name).resolve(version()).resolve(name + "-" + version() + ending);
  }

  private static String version() {
    return VERSION.matcher(Repository.text("pom.xml")).results().findFirst().orElseThrow().group(1);
  }
}
