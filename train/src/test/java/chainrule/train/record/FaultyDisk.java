// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.formats.Disk;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The real disk, but the n-th call (from 0) fails, and perhaps all after it, as on a disk that is
 * full; counting tells how many calls there were. Nothing waits until the real disk has it.
 */
public final class FaultyDisk implements Disk {
  private final Disk disk = Disk.real();
  private final int failing;
  private final boolean lasting;
  private int calls;

  private FaultyDisk(int failing, boolean lasting) {
    this.failing = failing;
    this.lasting = lasting;
  }

  /** None fails. */
  public static FaultyDisk counting() {
    return new FaultyDisk(-1, false);
  }

  /** The n-th call fails, those after it do not. */
  public static FaultyDisk at(int failing) {
    return new FaultyDisk(failing, false);
  }

  /** From the n-th call on all fail. */
  public static FaultyDisk from(int failing) {
    return new FaultyDisk(failing, true);
  }

  public int calls() {
    return calls;
  }

  private void call(String what) throws IOException {
    int number = calls++;
    if (failing >= 0 && (number == failing || lasting && number > failing)) {
      throw new IOException("planned failure of " + what);
    }
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    call("create");
    return faulty(disk.create(file));
  }

  @Override
  public OutputStream append(Path file) throws IOException {
    call("append");
    return faulty(disk.append(file));
  }

  private OutputStream faulty(OutputStream real) {
    return new FilterOutputStream(real) {
      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count / 2);
        call("write");
        out.write(bytes, from + count / 2, count - count / 2);
      }

      @Override
      public void flush() throws IOException {
        call("flush");
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
        call("close");
      }
    };
  }

  @Override
  public void force(Path file) throws IOException {
    call("force");
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    call("rename");
    disk.rename(from, to);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    call("forceFolder");
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    call("createFolder");
    disk.createFolder(folder);
  }

  @Override
  public void discard(Path file) {
    disk.discard(file);
  }
}
