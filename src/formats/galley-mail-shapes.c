/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-mail-shapes-private.h"

#include <string.h>

/* What lines of mails look like that no author wrote: mail programs put them there, in every
 * language, so what is looked for is their shape. Lines are plain: see
 * galley_mail_line_get_plain(). */

/* Patterns are compiled once, and kept in the caller's @regex. */
static gboolean
matches (const char *text, gsize *regex, const char *pattern)
{
  if (g_once_init_enter (regex))
    g_once_init_leave (regex,
                       (gsize) g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_match ((const GRegex *) *regex, text, 0, NULL);
}

/* Characters that only say how a line runs, and marks around bold letters. */
static gboolean
is_unseen (gunichar c)
{
  return c == '*' || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/**
 * galley_mail_line_get_plain:
 * @line: of a mail, in plain text or in the Markdown that was made of HTML
 *
 * Returns: (transfer full): the line as it is compared: without escapes, marks and white space at
 *   its ends, its digits those of ASCII
 */
char *
galley_mail_line_get_plain (const char *line)
{
  GString *plain = g_string_sized_new (strlen (line));

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_unseen (c) || (c == '\\' && (g_ascii_ispunct (at[1]) || at[1] == '\0')))
        continue;
      if (c >= 0x80 && g_unichar_isdigit (c))
        c = '0' + g_unichar_digit_value (c);
      g_string_append_unichar (plain, g_unichar_isspace (c) ? ' ' : c);
    }
  g_strstrip (plain->str);
  return g_string_free (plain, FALSE);
}

/**
 * galley_mail_line_is_quoted:
 * @line: of a mail
 *
 * Returns: whether it is quoted; ">From " is how a mailbox writes a line that begins with "From "
 */
gboolean
galley_mail_line_is_quoted (const char *line)
{
  line += strspn (line, " ");
  return *line == '>' && strncmp (line, ">From ", 6) != 0;
}

/**
 * galley_mail_line_is_divider:
 * @plain: a line
 *
 * Returns: whether it is a long line drawn with one character
 */
gboolean
galley_mail_line_is_divider (const char *plain)
{
  const char set[2] = { *plain, '\0' };

  return *plain != '\0' && strchr ("_-=~#", *plain) != NULL && strlen (plain) >= 10 &&
         strspn (plain, set) == strlen (plain);
}

/**
 * galley_mail_line_is_original_mark:
 * @plain: a line
 * @known: (out): whether its words are known to mean that; else what follows must tell
 *
 * Returns: whether it may say, between dashes, that another mail follows
 */
gboolean
galley_mail_line_is_original_mark (const char *plain, gboolean *known)
{
  static gsize regex_0, regex_1;

  *known = FALSE;
  if (*plain == '\0' || strchr ("-_=", *plain) == NULL || strlen (plain) > 200)
    return FALSE;
  *known = matches (plain, &regex_0,
                    "original message|forwarded message|urspr(ü|ue)ngliche nachricht|"
                    "weitergeleitete nachricht|message d.origine|message transf|"
                    "mensaje original|mensagem original|messaggio originale|"
                    "oorspronkelijk bericht|original ?besked|oprindelig (besked|meddelelse)|"
                    "opprinnelig melding|ursprungligt meddelande|alkuperäinen viesti|"
                    "исходное сообщение|пересылаемое|wiadomość oryginalna|"
                    "oryginalna wiadomość|původní (zpráva|e-mail)|orijinal mesaj|"
                    "元のメッセージ|オリジナル メッセージ|原始邮件|原始郵件|转发邮件|원본 메시지|"
                    "eredeti üzenet|αρχικό μήνυμα|mesaj original");
  return matches (plain, &regex_1, "^[-_=]{2,} ?[^-_=]{3,60} ?[-_=]{2,}$");
}

/**
 * galley_mail_line_is_device_signature:
 * @plain: a line at the end of a text
 *
 * Returns: whether it says from what the mail was sent, and nothing else
 */
gboolean
galley_mail_line_is_device_signature (const char *plain)
{
  static gsize regex_0, regex_1, regex_2, regex_3;
  static const char *const products =
      "iphon|ipad|ipod|android|galaxy|samsung|blackberry|windows|outlook|yahoo|proton|k-9|"
      "thunderbird|huawei|xiaomi|redmi|oneplus|pixel|gmail|gmx|web\\.de|spark|airmail|nokia|sony|"
      "xperia|motorola|mobile|mobil|handy|smartphone|telefon|phone|tutanota|tuta|fairemail|mail\\."
      "ru|"
      "яндекс|yandex|icloud|apple mail|mailbird|em client|zoho|bluemail|aqua mail|handheld|tablet|"
      "手机|手機|邮箱|郵箱|携帯|スマート|휴대|아이폰|телефон|mymail|hey\\b|nine\\b|qq";
  static const char *const verbs =
      "sent|send via|gesend|gesand|envoy|envia|inviat|verzond|verstuurd|gestuurd|sendt|skick|lähet|"
      "отправ|надісл|wysłan|wysłano|odesl|odosl|gönder|送信|发自|发送|發自|來自|来自|寄件|傳送|"
      "보냄|"
      "보낸|에서|trimis|küld|στάλ|απεστ|נשלח|أرسل|مرسل|ส่งจาก|dikirim|gửi từ|poslan|geschrieben|"
      "get outlook|obten|obtenir|holen sie|scarica|télécharg|download|hanki|hämta|hent|pobierz|"
      "von meinem|från min|fra min|da mi|desde mi|do meu|de mon|minun|z mojeg|с моего";

  return g_utf8_strlen (plain, -1) <= 160 && !matches (plain, &regex_0, "^(i|we|ich|je|yo|eu) ") &&
         !matches (plain, &regex_1, "[.!?] +\\S.*[.!?] +\\S") &&
         matches (plain, &regex_2, products) && matches (plain, &regex_3, verbs);
}

/**
 * galley_mail_line_is_name:
 * @plain: a line
 *
 * Returns: whether it looks like a name or what stands below one, and not like a sentence
 */
gboolean
galley_mail_line_is_name (const char *plain)
{
  static gsize regex;
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);

  if (*plain == '\0' || g_strv_length (words) > 6 || g_utf8_strlen (plain, -1) > 60 ||
      matches (plain, &regex, "[.!?…。！？,;:]$"))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_unichar_islower (g_utf8_get_char (words[i])) &&
        (g_utf8_strlen (words[i], -1) > 3 || i == 0) && strpbrk (words[i], "@/.") == NULL)
      return FALSE;
  return TRUE;
}

/**
 * galley_mail_text_has_address:
 * @plain: one line or several
 *
 * Returns: whether there is a mail address in it
 */
gboolean
galley_mail_text_has_address (const char *plain)
{
  static const char ends[] = " \t\n<>()[]:;,\"'@";

  for (const char *at = strchr (plain, '@'); at != NULL; at = strchr (at + 1, '@'))
    if (at > plain && strchr (ends, at[-1]) == NULL && at[1] != '\0' &&
        strchr (ends, at[1]) == NULL)
      return TRUE;
  return FALSE;
}

/**
 * galley_mail_text_has_date:
 * @plain: one line or several
 *
 * Returns: whether there is a year, a day or a time in it
 */
gboolean
galley_mail_text_has_date (const char *plain)
{
  static gsize regex;

  return matches (plain, &regex,
                  "(?<!\\d)(19|20|25)\\d\\d(?!\\d)|(?<!\\d)\\d{1,2}[:.h]\\d\\d(?!\\d)|"
                  "(?<!\\d)\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}(?!\\d)");
}

/**
 * galley_mail_text_has_clock:
 * @plain: one line or several
 *
 * Returns: whether a program wrote the time in it: with seconds or the zone, after a year
 */
gboolean
galley_mail_text_has_clock (const char *plain)
{
  static gsize regex;

  return matches (plain, &regex,
                  "(19|20)\\d\\d.*\\d{1,2}:\\d\\d(:\\d\\d|.*(GMT|UTC|CES?T|[+-]\\d{4}))");
}

/**
 * galley_mail_text_ends_in_colon:
 * @plain: one line or several
 *
 * Returns: whether it ends in a colon, of whatever width
 */
gboolean
galley_mail_text_ends_in_colon (const char *plain)
{
  return g_str_has_suffix (plain, ":") || g_str_has_suffix (plain, "：") ||
         g_str_has_suffix (plain, "﹕");
}

/**
 * galley_mail_text_has_verb:
 * @plain: one line or several
 *
 * Returns: whether it says that somebody wrote, in a tongue that is known; for lines that tell
 *   neither when nor from where
 */
gboolean
galley_mail_text_has_verb (const char *plain)
{
  static gsize regex;

  return matches (plain, &regex,
                  "wrote|writes|schrieb|écrit|escribió|escreveu|scritto|schreef|написал|пишет|"
                  "skrev|napisał|kirjoitti|napsal|napísal|yazdı|写道|寫道|書きました|작성|كتب|כתב|"
                  "έγραψε|írta|a scris|quoting|zitat von");
}

/**
 * galley_mail_text_is_list_footer:
 * @plain: what stands below a line across
 *
 * Returns: whether a list of mails adds it
 */
gboolean
galley_mail_text_is_list_footer (const char *plain)
{
  static gsize regex;

  return matches (plain, &regex,
                  "unsubscribe|mailing.?list|listinfo|mailman|mailingliste|abmeld|"
                  "désabonn|desuscri|disiscri|afmeld|groups\\.google|groups\\.io|"
                  "@lists?\\.|//lists?\\.");
}

/* Where the value of a line "Label: value" begins; NULL where it is none. */
static const char *
find_value (const char *plain)
{
  const char *colon = strchr (plain, ':');
  const char *wide = strstr (plain, "：");
  const char *end = colon == NULL || (wide != NULL && wide < colon) ? wide : colon;
  guint spaces = 0;

  if (end == NULL || end == plain || end - plain > 40 || strncmp (end, "://", 3) == 0)
    return NULL;
  for (const char *at = plain; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      spaces += c == ' ';
      if (c == '@' || c == '<' || c == '"' || c == '.' || c == ',' || g_unichar_isdigit (c))
        return NULL;
    }
  return spaces <= 3 ? g_utf8_next_char (end) : NULL;
}

static gboolean
is_sender_label (const char *plain)
{
  static gsize regex;

  return matches (plain, &regex,
                  "^(from|von|de|da|van|fra|från|frá|lähettäjä|od|от|от кого|від|від кого|feladó|"
                  "kimden|gönderen|expéditeur|mittente|remitente|remetente|absender|afzender|"
                  "avsender|afsender|avsändare|nadawca|odesílatel|odosielateľ|отправитель|"
                  "відправник|差出人|送信元|送信者|发件人|發件人|寄件者|寄件人|보낸 ?사람|보낸이|"
                  "από|מאת|من|từ|จาก|dari|pengirim|de la|šalje|pošiljatelj|saatja) ?[:：]");
}

/* @subject without what answers put before it. */
static char *
get_bare_subject (const char *subject)
{
  static gsize prefix;
  g_autofree char *start = g_utf8_substring (subject, 0, MIN (200, g_utf8_strlen (subject, -1)));
  g_autofree char *plain = galley_mail_line_get_plain (start);
  g_autofree char *bare = NULL;

  if (g_once_init_enter (&prefix))
    g_once_init_leave (&prefix,
                       (gsize) g_regex_new ("^(\\s*(\\[[^\\]]{1,30}\\]|[^\\s:：]{1,8}(\\[\\d+\\])?"
                                            "\\s?[:：]))+\\s*",
                                            G_REGEX_OPTIMIZE, 0, NULL));
  bare = g_regex_replace_literal ((const GRegex *) prefix, plain, -1, 0, "", 0, NULL);
  return g_utf8_casefold (bare != NULL ? bare : plain, -1);
}

/**
 * galley_mail_find_header_block:
 * @plain: lines
 * @n: how many there are
 * @subject: (nullable): of the mail that they are in
 *
 * Finds the block that mail programs put above a mail that is answered: three lines "Label: value"
 * or more, in which is the subject of the answer, or an address and a label that means the sender.
 *
 * Returns: of how many lines it is; 0 where none begins here
 */
guint
galley_mail_find_header_block (char *const *plain, guint n, const char *subject)
{
  g_autofree char *bare = NULL;
  gboolean has_address = FALSE, has_date = FALSE, has_sender = FALSE, has_subject = FALSE;
  guint labels = 0, i;

  if (n < 3 || find_value (plain[0]) == NULL || find_value (plain[1]) == NULL)
    return 0;
  bare = get_bare_subject (subject != NULL ? subject : "");
  for (i = 0; i < n && i < 20; i++)
    {
      const char *value = find_value (plain[i]);

      if (value == NULL && (labels == 0 || *plain[i] == '\0' || strpbrk (plain[i], "@;") == NULL))
        break;
      has_address = has_address || galley_mail_text_has_address (plain[i]);
      has_date = has_date || galley_mail_text_has_date (plain[i]);
      if (value == NULL)
        continue;
      labels++;
      has_sender = has_sender || is_sender_label (plain[i]);
      if (*bare != '\0' && !has_subject)
        {
          g_autofree char *wanted = get_bare_subject (value + strspn (value, " "));

          has_subject = g_str_equal (wanted, bare);
        }
    }
  if (labels < 3 || !(has_address || has_date || has_sender))
    return 0;
  return has_subject || (has_sender && has_address) ? i : 0;
}
