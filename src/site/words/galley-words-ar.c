/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-words-private.h"

#define W(name) [GALLEY_WORD_##name]

/* One form that holds for every number: the noun before, the number behind a colon. */
static guint
plural (guint n)
{
  return 0;
}

const GalleyLanguage galley_language_ar = {
  .tag = "ar",
  .date_format = "{day} {month} {year}",
  .months = { "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر",
              "أكتوبر", "نوفمبر", "ديسمبر" },
  .plural = plural,
  .counts = {
    [GALLEY_COUNT_COMMENTS] = { "التعليقات: {n}" },
    [GALLEY_COUNT_POSTS] = { "المقالات: {n}" },
  },
  .words = {
    W (home) = "الرئيسية",
    W (archive) = "الأرشيف",
    W (tags) = "الوسوم",
    W (all_series) = "السلاسل",
    W (answers) = "الأجوبة",
    W (map) = "خريطة الرحلات",
    W (menu) = "القائمة",
    W (feed) = "الخلاصة",
    W (skip) = "انتقل إلى المحتوى",
    W (latest_stories) = "أحدث المقالات",
    W (more) = "المزيد",
    W (older) = "مقالات أقدم",
    W (newer) = "مقالات أحدث",
    W (related) = "مقالات ذات صلة",
    W (related_links) = "روابط ذات صلة",
    W (contents) = "المحتويات",
    W (comments) = "التعليقات",
    W (no_posts) = "لم يُنشر شيء بعد.",
    W (not_found) = "الصفحة غير موجودة",
    W (not_found_text) = "لا يوجد شيء في هذا العنوان. ربما نُقلت الصفحة.",
    W (updated) = "حُدِّث",
    W (draft) = "مسودة",
    W (author) = "الكاتب",
    W (question) = "سؤال",
    W (answer) = "جواب",
    W (in_reply_to) = "ردًا على",
    W (permalink) = "رابط هذا التعليق",
    W (reply) = "رد",
    W (in_series) = "في هذه السلسلة",
    W (previous_post) = "السابق",
    W (next_post) = "التالي",
    W (leave_comment) = "اترك تعليقًا",
    W (write_mail) = "أرسل تعليقًا بالبريد",
    W (form_name) = "الاسم",
    W (form_email) = "البريد الإلكتروني (لا يُعرض أبدًا)",
    W (form_place) = "المكان (اختياري)",
    W (form_url) = "الموقع (اختياري)",
    W (form_body) = "التعليق",
    W (form_question) = "هذا سؤال",
    W (form_send) = "إرسال",
    W (form_note) = "تُقرأ التعليقات قبل ظهورها.",
    W (honeypot) = "اترك هذا الحقل فارغًا",
    W (published_with) = "نُشر باستخدام Galley",
    W (pages) = "الصفحات",
    W (places) = "الأماكن",
    W (posted_by) = "كتبه {name}",
    W (writes) = "كتب {name}:",
    W (writes_in) = "كتب {name} من {place}:",
    W (part) = "الجزء {n} من {of}",
    W (page) = "الصفحة {n} من {of}",
    W (reading) = "{n} دقيقة قراءة",
    W (moved) = "انتقلت هذه الصفحة إلى {title}.",
    W (comments_on) = "{name}: «{title}»",
    W (regarding) = "رد: {title}",
    W (previous_entry) = "[الحلقة السابقة من «{title}»].",
    W (next_entry) = "[الحلقة التالية من «{title}»].",
  },
};
