/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "galley-mail.h"

#define SUBJECT "Re: Harbour"

static void
check (const char *text, const char *wanted)
{
  g_autofree char *trimmed = galley_mail_trim (text, SUBJECT);

  if (strcmp (trimmed, wanted) == 0)
    return;
  g_test_message ("“%s” leaves “%s”, not “%s”", text, trimmed, wanted);
  g_test_fail ();
}

/* What stands below an answer in the manner of a program: none of it is the sender's. */
static void
check_below (const char *below)
{
  g_autofree char *text = g_strdup_printf ("Yes, I\nagree.\n\n%s\n", below);

  check (text, "Yes, I\nagree.");
}

#define OLD "\n\n> OLD one\n> OLD two"
#define BARE "\n\nOLD one\n\nOLD two"

static void
test_attributions (void)
{
  static const char *const lines[] = {
    "On Fri, 5 Jan 2024 at 09:00, Diary <diary@example.org> wrote:",
    "On Fri, Jan 5, 2024 at 9:00 AM Diary\n<diary@example.org> wrote:",
    "On Friday, January 5th, 2024 at 9:00 AM, Diary <diary@example.org> wrote:",
    "Am Fr., 5. Jan. 2024 um 09:00 Uhr schrieb Diary <diary@example.org>:",
    "Am 05.01.24 um 09:00 schrieb Diary:",
    "Am 5. Januar 2024 09:00:00 MEZ schrieb Diary <diary@example.org>:",
    "Le ven. 5 janv. 2024 à 09:00, Diary <diary@example.org> a écrit :",
    "Le 05/01/2024 à 09:00, Diary a écrit\u00a0:",
    "El vie, 5 ene 2024 a las 9:00, Diary (<diary@example.org>) escribió:",
    "Em sex., 5 de jan. de 2024 às 09:00, Diary <diary@example.org>\nescreveu:",
    "Il giorno ven 5 gen 2024 alle ore 09:00 Diary <diary@example.org> ha\nscritto:",
    "Op vr 5 jan 2024 om 09:00 schreef Diary <diary@example.org>:",
    "Den fre. 5. jan. 2024 kl. 09.00 skrev Diary <diary@example.org>:",
    "Den fre 5 jan. 2024 kl 09:00 skrev Diary <diary@example.org>:",
    "pe 5. tammik. 2024 klo 9.00 Diary (diary@example.org) kirjoitti:",
    "пт, 5 янв. 2024 г. в 09:00, Diary <diary@example.org>:",
    "05.01.2024 09:00, Diary пишет:",
    "pt., 5 sty 2024 o 09:00 Diary <diary@example.org> napisał(a):",
    "pá 5. 1. 2024 v 9:00 odesílatel Diary <diary@example.org> napsal:",
    "Diary <diary@example.org>, 5 Oca 2024 Cum, 09:00 tarihinde şunu yazdı:",
    "2024年1月5日(金) 9:00 Diary <diary@example.org>:",
    "日记 <diary@example.org> 于2024年1月5日周五 09:00写道：",
    "在 2024-01-05 09:00:00，\"Diary\" <diary@example.org> 写道：",
    "2024년 1월 5일 (금) 오전 9:00, Diary <diary@example.org>님이 작성:",
    "Diary <diary@example.org> ezt írta (időpont: 2024. jan. 5., P, 9:00):",
    "\u202b\u202bבתאריך יום ו׳, 5 בינו׳ 2024 ב-9:00 מאת Diary "
    "\u200f<\u202adiary@example.org\u202c\u200f>:\u202c",
    "في الجمعة، ٥ يناير ٢٠٢٤ ٩:٠٠ ص Diary <diary@example.org> كتب:",
    "* Diary <diary@example.org> [2024-01-05 09:00]:",
    "Diary <diary@example.org> writes:",
    "Quoting Diary <diary@example.org>:",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *marked = g_strconcat (lines[i], OLD, NULL);
      g_autofree char *close = g_strconcat (lines[i], "\n> OLD", NULL);
      g_autofree char *bare = g_strconcat (lines[i], BARE, NULL);

      check_below (marked);
      check_below (close);
      if (strchr (lines[i], '@') != NULL && i < G_N_ELEMENTS (lines) - 2)
        check_below (bare);
    }
  check_below ("On Friday, January 5, 2024 at 9:00:00 AM GMT+1, Diary wrote:" BARE);
}

#define FIELDS(from, sent, to, subject)                                                            \
  from " Diary <diary@example.org>\n" sent " 05.01.2024 09:00\n" to " Ann\n" subject " Harbou"     \
       "r" BARE

static void
test_blocks_of_fields (void)
{
  static const char *const blocks[] = {
    FIELDS ("From:", "Sent:", "To:", "Subject:"),
    FIELDS ("*From:*", "*Sent:*", "*To:*", "*Subject:*"),
    FIELDS ("**From:**", "**Sent:**", "**To:**", "**Subject:**"),
    FIELDS ("Von:", "Gesendet:", "An:", "Betreff:"),
    FIELDS ("De :", "Envoyé :", "À :", "Objet :"),
    FIELDS ("De:", "Enviado el:", "Para:", "Asunto:"),
    FIELDS ("De:", "Enviada em:", "Para:", "Assunto:"),
    FIELDS ("Van:", "Verzonden:", "Aan:", "Onderwerp:"),
    FIELDS ("Fra:", "Sendt:", "Til:", "Emne:"),
    FIELDS ("Från:", "Skickat:", "Till:", "Ämne:"),
    FIELDS ("Lähettäjä:", "Lähetetty:", "Vastaanottaja:", "Aihe:"),
    FIELDS ("От:", "Отправлено:", "Кому:", "Тема:"),
    FIELDS ("Da:", "Inviato:", "A:", "Oggetto:"),
    FIELDS ("Od:", "Wysłano:", "Do:", "Temat:"),
    FIELDS ("Od:", "Odesláno:", "Komu:", "Předmět:"),
    FIELDS ("Kimden:", "Gönderildi:", "Kime:", "Konu:"),
    FIELDS ("差出人:", "送信日時:", "宛先:", "件名:"),
    FIELDS ("发件人：", "发送时间：", "收件人：", "主题："),
    FIELDS ("寄件者:", "寄件日期:", "收件者:", "主旨:"),
    FIELDS ("보낸 사람:", "보낸 날짜:", "받는 사람:", "제목:"),
    FIELDS ("Noman:", "Whan:", "Toward:", "Topik:"),
    "From: Diary\nSent: Wednesday\nTo: x\nSubject: RE: Harbour" BARE,
  };
  static const char *const above[] = {
    "",
    "________________________________\n",
    "-----Original Message-----\n",
    "-----Ursprüngliche Nachricht-----\n",
    "-------- Weitergeleitete Nachricht --------\n",
    "------------------ 原始邮件 ------------------\n",
    "----- Something of another tongue -----\n",
    "Sent from Mail for Windows 10\n\n",
    "Get Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n",
    "Begin forwarded message:\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    for (guint j = 0; j < G_N_ELEMENTS (above); j++)
      {
        g_autofree char *below = g_strconcat (above[j], blocks[i], NULL);

        check_below (below);
      }
}

static void
test_ends (void)
{
  static const char *const ends[] = {
    "-- \nAnn Reader\nSome Firm\n+49 30 12345",
    "--\nAnn Reader\nBergen",
    "\\--  \nAnn Reader  \nBergen",
    "Sent from my iPhone",
    "Sent from my Samsung Galaxy smartphone.",
    "Von meinem iPhone gesendet",
    "Gesendet mit der GMX Mail App von meinem Android",
    "Envoyé de mon iPhone",
    "Enviado desde mi iPhone",
    "Enviado do meu iPhone",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Sendt fra min iPhone",
    "Skickat från min iPhone",
    "Lähetetty iPhonesta",
    "Отправлено с iPhone",
    "Wysłane z iPhone'a",
    "Odesláno z iPhonu",
    "iPhone'umdan gönderildi",
    "iPhoneから送信",
    "发自我的iPhone",
    "나의 iPhone에서 보냄",
    "Sent with Proton Mail secure email.",
    "Sent from Yahoo Mail on Android",
    "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "_______________________________________________\nDiary mailing list\n"
    "Diary@lists.example.org\nhttps://lists.example.org/listinfo/diary",
    "-- \nYou received this message because you are subscribed to the Google Groups \"D\" group.\n"
    "To unsubscribe from this group, send an email to d+unsubscribe@googlegroups.com.",
    "-- \nAnn Reader\n\nOn 5 Jan 2024, at 09:00, Diary <diary@example.org> wrote:\n> OLD",
    "On 5 Jan 2024, at 09:00, Diary <diary@example.org> wrote:\n> OLD\n\n-- \nAnn Reader",
    "[cid:image001.png@01D]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    check_below (ends[i]);
}

static void
test_kept (void)
{
  static const char *const texts[] = {
    "First.\n--\nSecond part.\n--\nThird part.",
    "First.\n--\nAnd so it went on for days.",
    "He wrote:\nI came.",
    "When: 5 May 2024 10:00\nWhere: Harbour Road\nWho: all of us\nBring: bread",
    "From: Bergen, 5 May 2024\nTo: Oslo\nBy: train",
    "I sent this from my iPhone, and it broke.",
    "I love my iPhone.",
    "From here on it is cold.",
    "We met in 2019:\n\nit was cold.",
    "--- Chapter two ---\nServes: 4\nTime: 20 min",
    "Write to me at ann@example.net.",
    "----------\nText below a line.",
    "> Was it cold?\n\nYes.\n\n> And wet?\n\nNo.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check (texts[i], texts[i]);
}

static void
test_addresses_of_others (void)
{
  check ("On 5 Jan 2024, Diary <d@example.org> wrote:\n> Cold?\nYes.\n> Wet?\nNo.\n",
         "> Cold?\n\nYes.\n> Wet?\n\nNo.");
  check ("On 5 Jan 2024, Diary <d@example.org> wrote:\n> Cold?\n\nYes.\n", "Yes.");
  check ("> On 5 Jan 2024, Diary <d@example.org> wrote:\n> Cold?\n\nYes.\n\n> Wet?\n\nNo.",
         "> Cold?\n\nYes.\n\n> Wet?\n\nNo.");
  check ("From: Diary <d@example.org>\nSent: 5 Jan 2024\nTo: x\nSubject: Harbour\n\nOld.", "Old.");
  check ("On 5 Jan 2024, Diary <d@example.org> wrote:\n\n> Cold?", "> Cold?");
  check ("*Bold* [image: logo] <https://a.example/x>\n[cid:b.png@01]\nSee <https://b.example>.",
         "*Bold*\nSee <https://b.example>.");
}

static void
test_flowed (void)
{
  static const struct
  {
    const char *text;
    gboolean delsp;
    const char *wanted;
  } flows[] = {
    { "a \nb", FALSE, "a b" },
    { "a \nb", TRUE, "ab" },
    { "a  \nb", TRUE, "a b" },
    { " > a\n From b\n  c", FALSE, "\\> a\nFrom b\n c" },
    { "> a \n> b\n>> c\nd", FALSE, "> a b\n> > c\nd" },
    { "> a \nb", FALSE, "> a \nb" },
    { "a \n-- \nAnn", FALSE, "a \n-- \nAnn" },
    { "a\n\nb \n\nc", FALSE, "a\n\nb \n\nc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flows); i++)
    {
      g_autofree char *text = galley_mail_unflow (flows[i].text, flows[i].delsp);

      g_assert_cmpstr (text, ==, flows[i].wanted);
    }
}

static void
test_labels (void)
{
  static const struct
  {
    const char *bytes, *label, *wanted;
  } texts[] = {
    { "It\x92s \x93 fine\x94", "iso-8859-1", "It’s “ fine”" },
    { "\xbe\xc8\x8c\x63", "ks_c_5601-1987", "안똠" },
    { "\xe9\x46", "GB2312", "镕" },
    { "\x87\x40", "Shift_JIS", "①" },
    { "\x80", "iso-8859-9", "€" },
    { "\xa1\xa1", "tis-620", "กก" },
    { "caf\xe9", "\"latin1\"", "café" },
    { "\xcf\xf0\xe8", "x-cp1251", "При" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text =
          galley_mail_decode (texts[i].bytes, strlen (texts[i].bytes), texts[i].label, NULL);

      g_assert_cmpstr (text, ==, texts[i].wanted);
    }
}

/* How many mails a file holds. */
static guint
count_mails (const char *text)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ranges = NULL;
  gboolean is_mbox;
  int file = g_file_open_tmp ("galley-mbox-XXXXXX", &name, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (file, text, strlen (text)), ==, (gssize) strlen (text));
  ranges = galley_mailbox_scan (file, &is_mbox);
  g_assert_nonnull (ranges);
  close (file);
  g_unlink (name);
  return ranges->len;
}

#define FIELDS_OF_MAIL "From: a@b.org\nDate: Thu, 2 May 2024 10:01:00 +0000\nSubject: x\n\n"

static void
test_mailboxes (void)
{
  static const char *const marks[] = {
    "From a@b.org Thu May  2 10:01:00 2024",
    "From a@b.org Thu May  2 2024",
    "From a@b.org",
    "From - ",
    "From MAILER-DAEMON",
    "From ???@???",
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *two = g_strdup_printf (
          "%s\n" FIELDS_OF_MAIL "One.\n\n%s\n" FIELDS_OF_MAIL "Two.\n", marks[i], marks[i]);
      g_autofree char *prose = g_strdup_printf (
          "%s\n" FIELDS_OF_MAIL "One.\n\nFrom here at 10:30 we went.\nNote: cold.\n", marks[i]);

      g_assert_cmpuint (count_mails (two), ==, 2);
      g_assert_cmpuint (count_mails (prose), ==, 1);
      g_assert_true (galley_mail_is_likely (two, strlen (two)));
    }
  g_assert_cmpuint (count_mails (FIELDS_OF_MAIL "One.\n\nFrom a@b.org\n" FIELDS_OF_MAIL), ==, 1);
  g_assert_cmpuint (count_mails ("From here.\n\nOne.\n"), ==, 1);
  g_assert_false (galley_mail_is_likely ("From here.\n\nOne.\n", 17));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/mail/an_attribution_goes_in_any_tongue", test_attributions);
  g_test_add_func ("/formats/mail/a_mail_below_its_fields_goes", test_blocks_of_fields);
  g_test_add_func ("/formats/mail/signatures_and_footers_go", test_ends);
  g_test_add_func ("/formats/mail/what_the_sender_wrote_stays", test_kept);
  g_test_add_func ("/formats/mail/addresses_of_others_go", test_addresses_of_others);
  g_test_add_func ("/formats/mail/lines_that_flow_are_joined", test_flowed);
  g_test_add_func ("/formats/mail/labels_mean_what_mails_hold", test_labels);
  g_test_add_func ("/formats/mail/marks_of_mailboxes_need_no_clock", test_mailboxes);
  return g_test_run ();
}
