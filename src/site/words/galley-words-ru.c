/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-words-private.h"

#define W(name) [GALLEY_WORD_##name]

/* CLDR: one, few, many. */
static guint
plural (guint n)
{
  if (n % 10 == 1 && n % 100 != 11)
    return 0;
  return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2;
}

const GalleyLanguage galley_language_ru = {
  .tag = "ru",
  .date_format = "{day} {month} {year} г.",
  .months = { "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
              "сентября", "октября", "ноября", "декабря" },
  .plural = plural,
  .counts = {
    [GALLEY_COUNT_COMMENTS] = { "{n} комментарий", "{n} комментария", "{n} комментариев" },
    [GALLEY_COUNT_POSTS] = { "{n} запись", "{n} записи", "{n} записей" },
  },
  .words = {
    W (home) = "Главная",
    W (archive) = "Архив",
    W (tags) = "Метки",
    W (all_series) = "Серии",
    W (answers) = "Ответы",
    W (map) = "Карта поездок",
    W (menu) = "Меню",
    W (feed) = "Лента",
    W (skip) = "К содержанию",
    W (latest_stories) = "Последние записи",
    W (more) = "дальше",
    W (older) = "Более ранние записи",
    W (newer) = "Более новые записи",
    W (related) = "Похожие записи",
    W (related_links) = "Ссылки по теме",
    W (contents) = "Содержание",
    W (comments) = "Комментарии",
    W (no_posts) = "Пока ничего не опубликовано.",
    W (not_found) = "Страница не найдена",
    W (not_found_text) = "По этому адресу ничего нет. Возможно, страница переехала.",
    W (updated) = "Обновлено",
    W (draft) = "Черновик",
    W (author) = "Автор",
    W (question) = "Вопрос",
    W (answer) = "Ответ",
    W (in_reply_to) = "в ответ на",
    W (permalink) = "Ссылка на комментарий",
    W (reply) = "Ответить",
    W (in_series) = "В этой серии",
    W (previous_post) = "Назад",
    W (next_post) = "Вперёд",
    W (leave_comment) = "Оставить комментарий",
    W (write_mail) = "Отправить комментарий по почте",
    W (form_name) = "Имя",
    W (form_email) = "Почта (не показывается)",
    W (form_place) = "Место (необязательно)",
    W (form_url) = "Сайт (необязательно)",
    W (form_body) = "Комментарий",
    W (form_question) = "Это вопрос",
    W (form_send) = "Отправить",
    W (form_note) = "Комментарии появляются после проверки.",
    W (honeypot) = "Оставьте это поле пустым",
    W (published_with) = "Опубликовано с помощью Galley",
    W (pages) = "Страницы",
    W (places) = "Места",
    W (posted_by) = "{name}",
    W (writes) = "{name} пишет:",
    W (writes_in) = "{name} ({place}) пишет:",
    W (part) = "Часть {n} из {of}",
    W (page) = "Страница {n} из {of}",
    W (reading) = "{n} мин чтения",
    W (moved) = "Страница переехала: {title}.",
    W (comments_on) = "{name}: «{title}»",
    W (regarding) = "Re: {title}",
    W (previous_entry) = "[Предыдущая запись серии «{title}»].",
    W (next_entry) = "[Следующая запись серии «{title}»].",
  },
};
