/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "galley-project.h"

/* What galleyctl ends with. */
enum
{
  CTL_DONE = 0,
  CTL_NO = 1,    /* the answer to what was asked is no */
  CTL_WRONG = 2, /* the call or the input is wrong; nothing was done */
};

/* One verb. run() is given the arguments from the verb on. */
typedef struct
{
  const char *name;
  int (*run) (int argc, char **argv);
  const char *summary;
} CtlCommand;

/* How a verb is called: its options, and how many other arguments it takes. */
typedef struct
{
  const char *arguments; /* "SITE.galley DIR" */
  const char *summary;
  const GOptionEntry *options;
  int least, most; /* without the verb; most -1: any number */
} CtlUsage;

gboolean ctl_parse (const CtlUsage *usage, int *argc, char ***argv);
int ctl_wrong (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);
int ctl_error (const char *verb, const GError *error);
GalleyProject *ctl_open (const char *verb, const char *path, GalleyOpenMode mode);
GCancellable *ctl_cancellable (void);
GalleyProgressFunc ctl_progress (void);
void ctl_progress_end (void);
void ctl_print (const char *text, gssize length);
void ctl_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);
void ctl_print_json (JsonBuilder *builder);
int ctl_flush (const char *verb, int status);
void ctl_add_text (JsonBuilder *builder, const char *name, const char *value);
void ctl_add_int (JsonBuilder *builder, const char *name, gint64 value);
void ctl_add_truth (JsonBuilder *builder, const char *name, gboolean value);

int cmd_new (int argc, char **argv);
int cmd_import (int argc, char **argv);
int cmd_export (int argc, char **argv);
int cmd_extract (int argc, char **argv);
int cmd_render (int argc, char **argv);
int cmd_posts (int argc, char **argv);
int cmd_comments (int argc, char **argv);
int cmd_review (int argc, char **argv);
int cmd_publish_post (int argc, char **argv);
int cmd_unpublish_post (int argc, char **argv);
int cmd_trash (int argc, char **argv);
int cmd_restore_post (int argc, char **argv);
int cmd_reply (int argc, char **argv);
int cmd_settings (int argc, char **argv);
int cmd_target (int argc, char **argv);
int cmd_publish (int argc, char **argv);
int cmd_serve (int argc, char **argv);
int cmd_proof (int argc, char **argv);
int cmd_reader (int argc, char **argv);
int cmd_verify (int argc, char **argv);
int cmd_backup (int argc, char **argv);
