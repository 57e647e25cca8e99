package io.crossauth.consumers;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a class names of others: the fields and methods it uses, with their types, read from its
 * constant pool (JVM specification, section 4.4). Their order, which changes with the order of
 * compilation, does not count.
 */
final class References {

  private final String[] texts;
  private final int[] tags;
  private final int[] first;
  private final int[] second;

  private References(DataInputStream in) throws IOException {
    in.readInt();
    in.readInt();
    int count = in.readUnsignedShort();
    texts = new String[count];
    tags = new int[count];
    first = new int[count];
    second = new int[count];
    for (int i = 1; i < count; i++) {
      tags[i] = in.readUnsignedByte();
      switch (tags[i]) {
        case 1 -> texts[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
        case 9, 10, 11, 12, 17, 18 -> {
          first[i] = in.readUnsignedShort();
          second[i] = in.readUnsignedShort();
        }
        case 15 -> {
          in.readUnsignedByte();
          first[i] = in.readUnsignedShort();
        }
        case 3, 4 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        default -> throw new IOException("an unknown constant: " + tags[i]);
      }
    }
  }

  /**
   * Reads a class.
   *
   * @param bytes the class file
   * @return each field and method as {@code class.name:type}
   */
  static Set<String> of(byte[] bytes) throws IOException {
    References pool = new References(new DataInputStream(new ByteArrayInputStream(bytes)));
    Set<String> all = new TreeSet<>();
    for (int i = 1; i < pool.tags.length; i++) {
      if (pool.tags[i] >= 9 && pool.tags[i] <= 11) {
        int name = pool.second[i];
        all.add(
            pool.texts[pool.first[pool.first[i]]]
                + '.'
                + pool.texts[pool.first[name]]
                + ':'
                + pool.texts[pool.second[name]]);
      }
    }
    return all;
  }
}
