/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-remote.h"

/* A way to reach targets. */
typedef struct
{
  const char *scheme;                                      /* "rsync:" */
  gboolean (*check) (const char *address, GError **error); /* without the scheme */
  gboolean (*look) (const GalleyRemote *remote,
                    const char *address,
                    GalleyRemoteState *state,
                    GError **error);
  /* @groups: of GPtrArray of char *: what is to be there before the next is sent; then @gone is
   * deleted, and @mark written. */
  gboolean (*send) (const GalleyRemote *remote,
                    const char *address,
                    GPtrArray *groups,
                    GPtrArray *gone,
                    const char *mark,
                    GError **error);
} GalleyRemoteDriver;

extern const GalleyRemoteDriver galley_remote_rsync;
extern const GalleyRemoteDriver galley_remote_sftp;
extern const GalleyRemoteDriver galley_remote_git;
extern const GalleyRemoteDriver galley_remote_rclone;
extern const GalleyRemoteDriver galley_remote_zip;

/* How a program ended. */
typedef struct
{
  int status;
  char *out, *said; /* what it wrote; the second to its standard error */
} GalleyProgramResult;

void galley_program_result_clear (GalleyProgramResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyProgramResult, galley_program_result_clear)
gboolean galley_program_run (const char *const *arguments,
                             const char *folder,
                             const char *input,
                             GCancellable *cancellable,
                             GalleyProgramResult *result,
                             GError **error);
gboolean galley_program_refuse (const GalleyProgramResult *result,
                                const char *program,
                                const char *doing,
                                GError **error);
char *galley_program_write_list (const char *work, GPtrArray *paths, char end, GError **error);
