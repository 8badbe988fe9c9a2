/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>

#include "galley-mail.h"
#include "galley-text.h"

/* Converts piece by piece; what is not of the charset becomes U+FFFD, a byte at a time. */
static char *
convert (GIConv converter, const char *bytes, gsize length, guint *n_bad)
{
  g_autoptr (GString) out = g_string_sized_new (length + length / 8);
  char *in = (char *) bytes;
  gsize left = length;

  while (left > 0)
    {
      char buffer[4096];
      char *to = buffer;
      gsize room = sizeof buffer;
      gsize before = left;
      gsize code = g_iconv (converter, &in, &left, &to, &room);
      int problem = errno;

      g_string_append_len (out, buffer, to - buffer);
      if (code != (gsize) -1)
        break;
      if (problem == E2BIG && (before != left || to != buffer))
        continue;
      g_string_append (out, "\xef\xbf\xbd");
      (*n_bad)++;
      in++;
      left--;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
note (GPtrArray *notes, char *what)
{
  if (notes != NULL)
    g_ptr_array_add (notes, g_utf8_make_valid (what, -1)); /* names are cut by bytes */
  g_free (what);
}

/* What labels mean that iconv does not know, or takes at their word: mails say "gb2312" and hold
 * characters that only GBK has. WHATWG Encoding Standard, 4.2; where it has one encoding for
 * several labels, iconv's name of the larger stands first. */
static const char *const LABELS[] = {
  "WINDOWS-1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 "
  "cp819 "
  "ibm819 csisolatin1 ansi_x3.4-1968 x-cp1252 cp1252 windows1252",
  "CP949 ks_c_5601-1987 ks_c_5601-1989 ksc_5601 ksc5601 euc-kr euckr cseuckr csksc56011987 korean "
  "iso-ir-149 windows-949 uhc ks_c_5601",
  "GB18030 gb2312 gb_2312 gb_2312-80 gb2312-80 gbk x-gbk chinese csgb2312 csiso58gb231280 "
  "iso-ir-58 "
  "euc-cn cp936 windows-936 gb-2312",
  "BIG5-HKSCS big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 big5hkscs",
  "CP932 shift_jis shift-jis sjis x-sjis ms_kanji ms932 csshiftjis windows-31j",
  "EUC-JP-MS euc-jp x-euc-jp cseucpkdfmtjapanese eucjp",
  "ISO-2022-JP-3 iso-2022-jp csiso2022jp",
  "WINDOWS-1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso-ir-148 latin5 l5 csisolatin5 x-cp1254",
  "CP874 tis-620 tis620 iso-8859-11 iso8859-11 dos-874 windows-874 x-windows-874",
  "ISO-8859-8 iso-8859-8-i iso-8859-8-e logical visual csiso88598i hebrew",
  "CP866 ibm866 866 cp866 csibm866",
  "KOI8-R koi8 koi koi8_r cskoi8r",
  "KOI8-U koi8-ru",
  "MACINTOSH mac x-mac-roman csmacintosh",
  "MAC-CYRILLIC x-mac-cyrillic x-mac-ukrainian",
  "WINDOWS-1250 x-cp1250 cp1250",
  "WINDOWS-1251 x-cp1251 cp1251 win-1251",
  "WINDOWS-1253 x-cp1253",
  "WINDOWS-1255 x-cp1255",
  "WINDOWS-1256 x-cp1256",
  "WINDOWS-1257 x-cp1257",
  "WINDOWS-1258 x-cp1258",
  "UTF-16LE utf-16 unicode ucs-2 iso-10646-ucs-2 csunicode",
  "UTF-7 unicode-1-1-utf-7 x-unicode-2-0-utf-7",
};

/* The name by which iconv knows what @charset means, or @charset itself. */
static char *
find_encoding (const char *charset)
{
  g_autofree char *label = g_ascii_strdown (charset, -1);

  g_strstrip (g_strdelimit (label, "\"'", ' '));
  for (gsize i = 0; i < G_N_ELEMENTS (LABELS); i++)
    {
      g_auto (GStrv) names = g_strsplit (LABELS[i], " ", -1);

      if (g_strv_contains ((const char *const *) names, label))
        return g_strdup (names[0]);
    }
  return g_steal_pointer (&label);
}

static gboolean
is_plain_charset (const char *charset)
{
  static const char *const plain[] = {
    "us-ascii",          "ascii",     "utf-8", "utf8", "unicode11utf8", "x-unicode20utf8",
    "unicode-1-1-utf-8", "utf-8-bom", NULL
  };
  g_autofree char *label = charset != NULL ? find_encoding (charset) : NULL;

  return label == NULL || *label == '\0' || g_strv_contains (plain, label);
}

/* Bytes that no charset explains: as the West wrote before UTF-8, where that is whole. */
static char *
decode_unknown (const char *bytes, gsize length)
{
  GIConv converter = g_iconv_open ("UTF-8", "WINDOWS-1252");
  g_autofree char *text = NULL;
  guint n_bad = 0;

  if (converter != (GIConv) -1)
    {
      text = convert (converter, bytes, length, &n_bad);
      g_iconv_close (converter);
    }
  if (text == NULL || n_bad > 0)
    return galley_text_repair (bytes, length, NULL);
  return galley_text_repair (text, strlen (text), NULL);
}

/**
 * galley_mail_decode:
 * @bytes: a text in some charset
 * @length: bytes of @bytes
 * @charset: (nullable): what it says that it is in
 * @notes: (nullable) (element-type utf8): gets what is worth telling
 *
 * Makes text of what a mail holds, as the WHATWG Encoding Standard reads labels. A charset that is
 * unknown or not told is guessed; bytes that are not of the charset become U+FFFD, which is told.
 *
 * Returns: (transfer full): valid UTF-8 with line ends of one line feed
 */
char *
galley_mail_decode (const char *bytes, gsize length, const char *charset, GPtrArray *notes)
{
  g_autofree char *valid_charset = g_utf8_make_valid (charset != NULL ? charset : "", -1);
  g_autofree char *text = NULL;
  g_autofree char *encoding = NULL;
  GIConv converter = (GIConv) -1;
  guint n_bad = 0;

  if (g_utf8_validate_len (bytes, length, NULL) && is_plain_charset (charset))
    return galley_text_repair (bytes, length, NULL);
  if (is_plain_charset (charset))
    {
      note (notes, g_strdup_printf ("its text is not %s; it was read as Windows-1252",
                                    *valid_charset != '\0' ? valid_charset : "US-ASCII"));
      return decode_unknown (bytes, length);
    }
  encoding = find_encoding (charset);
  converter = strlen (encoding) < 64 ? g_iconv_open ("UTF-8", encoding) : (GIConv) -1;
  if (converter == (GIConv) -1)
    {
      gboolean is_utf8 = g_utf8_validate_len (bytes, length, NULL);

      note (notes, g_strdup_printf ("the charset “%.60s” is not known; its text was read as %s",
                                    valid_charset, is_utf8 ? "UTF-8" : "Windows-1252"));
      return is_utf8 ? galley_text_repair (bytes, length, NULL) : decode_unknown (bytes, length);
    }
  text = convert (converter, bytes, length, &n_bad);
  g_iconv_close (converter);
  if (n_bad > 0)
    note (notes, g_strdup_printf ("%u bytes of its text are not %s and stand as U+FFFD", n_bad,
                                  valid_charset));
  return galley_text_repair (text, strlen (text), NULL);
}
