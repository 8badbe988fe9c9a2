/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define GALLEY_REMOTE_ERROR (galley_remote_error_quark ())
GQuark galley_remote_error_quark (void);

typedef enum
{
  GALLEY_REMOTE_ERROR_ADDRESS, /* no address that is known */
  GALLEY_REMOTE_ERROR_PROGRAM, /* a program is missing */
  GALLEY_REMOTE_ERROR_REFUSED, /* the other side, or the program, said no */
  GALLEY_REMOTE_ERROR_FOREIGN, /* others' files are there, and none of ours */
} GalleyRemoteError;
