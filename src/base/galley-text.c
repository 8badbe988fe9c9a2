/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text.h"

#include <string.h>

/**
 * galley_text_is_valid:
 * @bytes: (nullable): what came from outside
 * @length: how many bytes
 *
 * As g_utf8_validate_len(), but eight bytes at a time where they are ASCII.
 *
 * Returns: whether it is UTF-8, without nul bytes
 */
gboolean
galley_text_is_valid (const char *bytes, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), highs = ones << 7;
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *start = bytes;
      guint64 word;

      for (; (gsize) (end - bytes) >= sizeof word; bytes += sizeof word)
        {
          memcpy (&word, bytes, sizeof word);
          /* A byte that is nul or not ASCII. */
          if ((((word - ones) | word) & highs) != 0)
            break;
        }
      /* A character that this cuts through comes next. */
      if (!g_utf8_validate_len (bytes, MIN ((gsize) (end - bytes), 64), &bytes) && bytes == start)
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_text_repair:
 * @bytes: what came from outside
 * @length: how many bytes
 * @repaired: (out) (optional): whether anything had to be changed beyond a byte order mark
 *   and line ends
 *
 * Makes text of @bytes: what is not UTF-8 becomes U+FFFD, nul bytes as well; a byte order mark
 * goes; CR LF and CR become LF.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
galley_text_repair (const char *bytes, gsize length, gboolean *repaired)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, (gssize) length);
  g_autoptr (GString) text = g_string_sized_new (length);
  const char *p = valid;

  if (repaired != NULL)
    *repaired = !g_utf8_validate_len (bytes, length, NULL);
  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  while (*p != '\0')
    {
      gsize plain = strcspn (p, "\r");

      g_string_append_len (text, p, plain);
      p += plain;
      if (*p == '\r')
        {
          g_string_append_c (text, '\n');
          p += p[1] == '\n' ? 2 : 1;
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the bytes 0x80 to 0x9f stand for in Windows-1252; the five that it leaves open are U+FFFD.
 */
static const guint16 windows_1252[32] = {
  0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

/* UTF-16 behind its byte order mark; half a pair becomes U+FFFD. */
static char *
decode_utf16 (const guchar *bytes, gsize length, gboolean big_endian, gboolean *whole)
{
  GString *text = g_string_sized_new (length);
  gunichar high = 0;

  *whole = length % 2 == 0;
  for (gsize i = 0; i + 1 < length; i += 2)
    {
      gunichar c = big_endian ? (gunichar) (bytes[i] << 8 | bytes[i + 1])
                              : (gunichar) (bytes[i + 1] << 8 | bytes[i]);
      gboolean is_low = c >= 0xdc00 && c <= 0xdfff;

      if (high != 0 && is_low)
        c = 0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00);
      else if (high != 0)
        g_string_append (text, "\xef\xbf\xbd");
      if ((high != 0 && !is_low) || (high == 0 && is_low) || c == 0)
        *whole = FALSE;
      high = c >= 0xd800 && c <= 0xdbff ? c : 0;
      if (high == 0)
        g_string_append_unichar (text, c == 0 || (c >= 0xdc00 && c <= 0xdfff) ? 0xfffd : c);
    }
  if (high != 0)
    g_string_append (text, "\xef\xbf\xbd");
  *whole = *whole && high == 0;
  return g_string_free (text, FALSE);
}

/* The character at @p; 0 for a nul, and for a byte that begins none. */
static gunichar
character_at (const char *p, const char *end)
{
  gunichar c = *p != '\0' ? g_utf8_get_char_validated (p, end - p) : 0;

  return c < 0x110000 ? c : 0;
}

/* Bytes that are not UTF-8, as the West wrote before it. A text that is UTF-8 for the most part has
 * only its other bytes read so: in a Windows-1252 text a few pairs may look like UTF-8 by chance.
 */
static char *
decode_windows_1252 (const char *bytes, gsize length, gboolean *guessed)
{
  GString *text = g_string_sized_new (length + length / 8);
  const char *end = bytes + length;
  guint n_characters = 0, n_bytes = 0;

  for (const char *p = bytes; p < end;)
    {
      gunichar c = character_at (p, end);

      n_characters += c >= 0x80;
      n_bytes += c == 0 && *p != '\0';
      p = c >= 0x80 ? g_utf8_next_char (p) : p + 1;
    }
  *guessed = n_bytes > 0;
  for (const char *p = bytes; p < end;)
    {
      gunichar c = n_characters > n_bytes ? character_at (p, end) : 0;
      guchar byte = (guchar) *p;

      p = c != 0 ? g_utf8_next_char (p) : p + 1;
      if (c == 0)
        c = byte == 0 ? 0xfffd : byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
      g_string_append_unichar (text, c);
    }
  return g_string_free (text, FALSE);
}

/**
 * galley_text_decode:
 * @bytes: a file that a person wrote with any program
 * @length: how many bytes
 * @reading: (out): how sure the text is
 *
 * Makes text of @bytes: UTF-16 by its byte order mark, else UTF-8, and what is not UTF-8 as
 * Windows-1252. Nul characters become U+FFFD; line ends are as in galley_text_repair().
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
galley_text_decode (const char *bytes, gsize length, GalleyTextReading *reading)
{
  const guchar *start = (const guchar *) bytes;
  g_autofree char *text = NULL;
  gboolean whole = TRUE, guessed = FALSE;

  *reading = GALLEY_TEXT_WHOLE;
  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    text = decode_utf16 (start + 2, length - 2, start[0] == 0xfe, &whole);
  else if (galley_text_is_valid (bytes, length))
    return galley_text_repair (bytes, length, NULL);
  else
    {
      text = decode_windows_1252 (bytes, length, &guessed);
      whole = FALSE;
    }
  if (!whole)
    *reading = guessed ? GALLEY_TEXT_GUESSED : GALLEY_TEXT_REPAIRED;
  return galley_text_repair (text, strlen (text), NULL);
}

/**
 * galley_text_reading_to_note:
 * @reading: how sure a text is
 *
 * Returns: (transfer none) (nullable): what a person should know of it, not translated; %NULL where
 *   it is whole
 */
const char *
galley_text_reading_to_note (GalleyTextReading reading)
{
  static const char *const notes[] = {
    NULL,
    "is not UTF-8; it is read as Windows-1252",
    "has nul characters, or halves of characters; they stand as U+FFFD",
  };

  return notes[reading];
}

/**
 * galley_text_shorten:
 * @text: UTF-8
 * @max_characters: the most characters to keep
 *
 * Folds white space, and where @text is longer than @max_characters cuts it at the end of a word
 * and adds an ellipsis.
 *
 * Returns: (transfer full): the shortened text
 */
char *
galley_text_shorten (const char *text, guint max_characters)
{
  g_autoptr (GString) out = g_string_sized_new (MIN (strlen (text), max_characters) + 8);
  guint characters = 0;
  gsize word_end = 0;
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

      if (c < 0x80 ? g_ascii_isspace ((char) c) : g_unichar_isspace (c))
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        {
          word_end = out->len;
          g_string_append_c (out, ' ');
          characters++;
          gap = FALSE;
        }
      if (characters >= max_characters)
        {
          g_string_truncate (out, word_end > 0 ? word_end : out->len);
          g_string_append (out, "…");
          break;
        }
      if (c < 0x80)
        g_string_append_c (out, (char) c);
      else
        g_string_append_unichar (out, c);
      characters++;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_ascii (const char *text)
{
  while (*text != '\0' && (guchar) *text < 0x80)
    text++;
  return *text == '\0';
}

/* Without case and without marks, in no locale's way. */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
  return g_string_free (out, FALSE);
}

/**
 * galley_text_compare:
 * @one: UTF-8
 * @other: UTF-8
 *
 * Compares names as a list for readers has them: small letters beside capital ones, letters with
 * marks beside those without, and in the same order on every machine, whatever its locale.
 *
 * Returns: less than, equal to or greater than 0; 0 only where both are the same
 */
int
galley_text_compare (const char *one, const char *other)
{
  int order;

  if (is_ascii (one) && is_ascii (other))
    order = g_ascii_strcasecmp (one, other);
  else
    {
      g_autofree char *one_folded = fold (one);
      g_autofree char *other_folded = fold (other);

      order = strcmp (one_folded, other_folded);
    }
  return order != 0 ? order : strcmp (one, other);
}
