/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "galley-import.h"
#include "galley-review.h"
#include "galleyctl.h"

static void
add_count (JsonBuilder *builder, const char *name, const GalleyImportCount *count)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  ctl_add_int (builder, "found", count->found);
  ctl_add_int (builder, "added", count->added);
  ctl_add_int (builder, "updated", count->updated);
  ctl_add_int (builder, "skipped", count->skipped);
  json_builder_end_object (builder);
}

static void
print_json (const GalleyImportReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_count (builder, "posts", &report->posts);
  add_count (builder, "pages", &report->pages);
  add_count (builder, "comments", &report->comments);
  add_count (builder, "media", &report->media);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->warnings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (report->warnings, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ctl_print_json (builder);
}

static void
print_count (const char *name, const GalleyImportCount *count)
{
  if (count->found > 0)
    ctl_printf ("%-9s %u found, %u added, %u updated, %u skipped\n", name, count->found,
                count->added, count->updated, count->skipped);
}

static void
print_text (const GalleyImportReport *report, gboolean dry_run)
{
  for (guint i = 0; i < report->warnings->len; i++)
    fprintf (stderr, "%s\n", (const char *) g_ptr_array_index (report->warnings, i));
  if (dry_run)
    ctl_print ("nothing was changed; an import would do this:\n", -1);
  print_count ("posts", &report->posts);
  print_count ("pages", &report->pages);
  print_count ("comments", &report->comments);
  print_count ("media", &report->media);
}

static int
take_in (const char *path, char **sources, GalleyImportOptions *options, gboolean json)
{
  GCancellable *cancellable = ctl_cancellable ();
  g_autoptr (GalleyProject) project = ctl_open ("import", path, GALLEY_OPEN_EDIT);
  g_autoptr (GalleyReviewer) reviewer = NULL;
  g_autoptr (GError) error = NULL;
  GalleyImportReport report;
  int status = CTL_DONE;

  if (project == NULL)
    return CTL_WRONG;
  reviewer = galley_reviewer_new (project, &error);
  if (reviewer == NULL)
    return ctl_error ("import", error);
  options->take_in = galley_reviewer_take_in;
  options->take_in_data = reviewer;
  galley_import_report_init (&report);
  if (!galley_import (project, (const char *const *) sources, options, &report, cancellable,
                      &error))
    status = ctl_error ("import", error);
  ctl_progress_end ();
  if (status == CTL_DONE && json)
    print_json (&report);
  else if (status == CTL_DONE)
    print_text (&report, options->dry_run);
  galley_import_report_clear (&report);
  return status;
}

/**
 * cmd_import:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl import: takes in posts and comments; the same again adds nothing.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_import (int argc, char **argv)
{
  char *format = NULL;
  gboolean dry_run = FALSE;
  gboolean json = FALSE;
  gboolean trust = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format,
      "auto, markdown, wxr, disqus, isso, remark42, commento, mbox or comments", "F" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "Only tell what would be taken in", NULL },
    { "trust", 0, 0, G_OPTION_ARG_NONE, &trust,
      "Take over what the source decided on comments: those approved there are approved here",
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley SOURCE...",
                           "Takes in posts and comments. The same again adds nothing.", entries, 2,
                           -1 };
  int status = CTL_WRONG;

  if (ctl_parse (&usage, &argc, &argv))
    {
      GalleyImportOptions options = {
        .format = format != NULL ? format : "auto",
        .dry_run = dry_run,
        .trust = trust,
        .progress = ctl_progress (),
      };

      status = take_in (argv[1], argv + 2, &options, json);
    }
  g_free (format);
  return status;
}
